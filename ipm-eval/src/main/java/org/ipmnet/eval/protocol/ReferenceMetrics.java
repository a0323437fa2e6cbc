// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.synth.FaceRegion;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.metric.ColourDistance;
import org.ipmnet.eval.metric.ColourMoved;
import org.ipmnet.eval.metric.HistogramDistance;
import org.ipmnet.eval.metric.Psnr;
import org.ipmnet.eval.metric.Region;
import org.ipmnet.eval.metric.Ssim;
import org.ipmnet.eval.metric.TransferError;

/**
 * How much of the references' makeup arrives: the results of one run beside the references, and
 * beside the truth where it is known. Memory of a few numbers.
 */
final class ReferenceMetrics implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Map<FaceRegion, Metric> ERRORS =
      new EnumMap<>(
          Map.of(
              FaceRegion.LIPS, Metric.TRANSFER_ERROR_LIPS,
              FaceRegion.EYE_SHADOW, Metric.TRANSFER_ERROR_EYES,
              FaceRegion.SKIN, Metric.TRANSFER_ERROR_SKIN));

  private static final Map<FaceArea, Metric> ON_SKIN =
      new EnumMap<>(
          Map.of(
              FaceArea.LIPS, Metric.MAKEUP_LIPS,
              FaceArea.LIDS, Metric.MAKEUP_LIDS,
              FaceArea.CHEEKS, Metric.MAKEUP_CHEEKS));

  private final transient Optional<SyntheticTruth> truth; // of those alone that measure
  private final boolean likeness;
  private final Psnr toTruth = new Psnr();
  private final Means means = new Means();
  private final Map<Metric, ColourMoved> moved = new EnumMap<>(Metric.class);
  private final Map<Metric, TransferError> errors = new EnumMap<>(Metric.class);

  /**
   * Of no pair yet.
   *
   * @param likeness whether it is also measured how alike results and references, or results and
   *     truth, are: distances of colours and histograms, makeup on its own skin, PSNR and SSIM, and
   *     all values by pair
   */
  ReferenceMetrics(Optional<SyntheticTruth> truth, boolean likeness) {
    this.truth = truth;
    this.likeness = likeness;
  }

  /**
   * Adds a pair.
   *
   * @return the pair's own values, as far as they are worth a look
   */
  Map<Metric, Double> add(MeasuredPair pair) {
    Map<Metric, Double> own = new EnumMap<>(Metric.class);
    EvaluationFace target = pair.target();
    if (target.hasParts() && pair.reference().hasParts()) {
      addRegions(pair, own);
    }
    truth
        .filter(t -> t.knows(target.file().name(), pair.reference().file().name()))
        .ifPresent(t -> addTruth(pair, t, own));
    return own;
  }

  private void addRegions(MeasuredPair pair, Map<Metric, Double> own) {
    EvaluationFace t = pair.target();
    EvaluationFace r = pair.reference();
    region(pair, t.lips(), r.lips(), RegionMetrics.LIPS, own);
    region(pair, t.eyes(), r.eyes(), RegionMetrics.EYES, own);
    region(pair, t.skin(), r.skin(), RegionMetrics.SKIN, own);
    if (!likeness) {
      return;
    }
    ON_SKIN.forEach(
        (area, metric) ->
            moved(metric)
                .addOnSkin(
                    pair.result(),
                    t.image(),
                    t.area(area),
                    t.area(FaceArea.SKIN),
                    r.image(),
                    r.area(area),
                    r.area(FaceArea.SKIN)));
  }

  private ColourMoved moved(Metric metric) {
    return moved.computeIfAbsent(metric, m -> new ColourMoved());
  }

  /** Which metrics are those of a region. */
  private enum RegionMetrics {
    LIPS(Metric.MOVED_LIPS, Metric.COLOUR_LIPS, Metric.HISTOGRAM_LIPS),
    EYES(Metric.MOVED_EYES, Metric.COLOUR_EYES, Metric.HISTOGRAM_EYES),
    SKIN(Metric.MOVED_SKIN, Metric.COLOUR_SKIN, Metric.HISTOGRAM_SKIN);

    private final Metric moved;
    private final Metric colour;
    private final Metric histogram;

    RegionMetrics(Metric moved, Metric colour, Metric histogram) {
      this.moved = moved;
      this.colour = colour;
      this.histogram = histogram;
    }
  }

  private void region(
      MeasuredPair pair,
      Region own,
      Region wanted,
      RegionMetrics metrics,
      Map<Metric, Double> values) {
    float[] result = pair.result();
    float[] reference = pair.reference().image();
    moved(metrics.moved).add(result, pair.target().image(), own, reference, wanted);
    if (!likeness) {
      return;
    }
    means.add(metrics.colour, ColourDistance.of(result, own, reference, wanted), values);
    means.add(metrics.histogram, HistogramDistance.of(result, own, reference, wanted), values);
  }

  private void addTruth(MeasuredPair pair, SyntheticTruth known, Map<Metric, Double> own) {
    EvaluationFace target = pair.target();
    String name = target.file().name();
    float[] wanted = known.image(name, pair.reference().file().name());
    float[] result = pair.result();
    int size = target.sample().size();
    Region area = Region.makeupArea(target.sample());
    error(Metric.TRANSFER_ERROR).add(result, wanted, target.image(), area);
    ERRORS.forEach(
        (region, metric) ->
            error(metric).add(result, wanted, target.image(), known.region(name, region)));
    if (!likeness) {
      return;
    }
    TransferError ofPair = new TransferError();
    ofPair.add(result, wanted, target.image(), area);
    ofPair.value().ifPresent(v -> own.put(Metric.TRANSFER_ERROR, v));
    toTruth.add(result, wanted);
    if (size >= Ssim.LEAST_SIDE) {
      means.add(Metric.TRUTH_SSIM, OptionalDouble.of(Ssim.of(result, wanted, size)), own);
    }
  }

  private TransferError error(Metric metric) {
    return errors.computeIfAbsent(metric, m -> new TransferError());
  }

  /** Adds all pairs of another one. */
  void add(ReferenceMetrics other) {
    toTruth.add(other.toTruth);
    means.add(other.means);
    other.moved.forEach((metric, theirs) -> moved(metric).add(theirs));
    other.errors.forEach((metric, theirs) -> error(metric).add(theirs));
  }

  /** What all pairs together tell; a metric that applies to none is absent. */
  Map<Metric, Double> values() {
    Map<Metric, Double> values = means.values();
    moved.forEach((metric, m) -> m.value().ifPresent(v -> values.put(metric, v)));
    errors.forEach((metric, e) -> e.value().ifPresent(v -> values.put(metric, v)));
    toTruth.decibels().ifPresent(v -> values.put(Metric.TRUTH_PSNR, v));
    return values;
  }
}
