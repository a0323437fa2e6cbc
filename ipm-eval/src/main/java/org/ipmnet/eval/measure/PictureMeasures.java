// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.measure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ipmnet.data.synth.FaceRegion;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.metric.ColourDistance;
import org.ipmnet.eval.metric.ColourMoved;
import org.ipmnet.eval.metric.HistogramDistance;
import org.ipmnet.eval.metric.Psnr;
import org.ipmnet.eval.metric.Region;
import org.ipmnet.eval.metric.Ssim;
import org.ipmnet.eval.metric.TransferError;

/** What the pictures of one run's pairs tell without any network; memory of a few numbers. */
final class PictureMeasures {
  private static final Map<FaceRegion, Measure> ERRORS =
      new EnumMap<>(
          Map.of(
              FaceRegion.LIPS, Measure.TRANSFER_ERROR_LIPS,
              FaceRegion.EYE_SHADOW, Measure.TRANSFER_ERROR_EYES,
              FaceRegion.SKIN, Measure.TRANSFER_ERROR_SKIN));

  private final Optional<SyntheticTruth> truth;
  private final Psnr background = new Psnr();
  private final Psnr whole = new Psnr();
  private final Psnr toTruth = new Psnr();
  private final Map<Measure, Mean> means = new EnumMap<>(Measure.class);
  private final Map<Measure, ColourMoved> moved = new EnumMap<>(Measure.class);
  private final Map<Measure, TransferError> errors = new EnumMap<>(Measure.class);

  PictureMeasures(Optional<SyntheticTruth> truth) {
    this.truth = truth;
  }

  /** A mean on its way. */
  private static final class Mean {
    private double sum;
    private int count;
  }

  /**
   * Adds a pair.
   *
   * @return the pair's own values, as far as they are worth a look
   */
  Map<Measure, Double> add(MeasuredPair pair) {
    Map<Measure, Double> own = new EnumMap<>(Measure.class);
    EvaluationFace target = pair.target();
    float[] result = pair.result();
    int size = target.sample().size();
    background.add(result, target.image(), target.kept());
    whole.add(result, target.image(), Region.whole(size * size));
    Psnr ofPair = new Psnr();
    ofPair.add(result, target.image(), target.kept());
    ofPair.decibels().ifPresent(v -> own.put(Measure.BACKGROUND_PSNR, v));
    if (size >= Ssim.LEAST_SIDE) {
      mean(Measure.SSIM, OptionalDouble.of(Ssim.of(result, target.image(), size)), own);
      mean(Measure.BACKGROUND_SSIM, Ssim.ofKept(result, target.image(), size, target.kept()), own);
    }
    if (target.hasParts() && pair.reference().hasParts()) {
      addRegions(pair, own);
    }
    truth
        .filter(t -> t.knows(target.file().name(), pair.reference().file().name()))
        .ifPresent(t -> addTruth(pair, t, own));
    return own;
  }

  private void addRegions(MeasuredPair pair, Map<Measure, Double> own) {
    EvaluationFace t = pair.target();
    EvaluationFace r = pair.reference();
    region(pair, t.lips(), r.lips(), Part.LIPS, own);
    region(pair, t.eyes(), r.eyes(), Part.EYES, own);
    region(pair, t.skin(), r.skin(), Part.SKIN, own);
  }

  /** Which measures are those of a region. */
  private enum Part {
    LIPS(Measure.MOVED_LIPS, Measure.COLOUR_LIPS, Measure.HISTOGRAM_LIPS),
    EYES(Measure.MOVED_EYES, Measure.COLOUR_EYES, Measure.HISTOGRAM_EYES),
    SKIN(Measure.MOVED_SKIN, Measure.COLOUR_SKIN, Measure.HISTOGRAM_SKIN);

    private final Measure moved;
    private final Measure colour;
    private final Measure histogram;

    Part(Measure moved, Measure colour, Measure histogram) {
      this.moved = moved;
      this.colour = colour;
      this.histogram = histogram;
    }
  }

  private void region(
      MeasuredPair pair, Region own, Region wanted, Part part, Map<Measure, Double> values) {
    float[] result = pair.result();
    float[] reference = pair.reference().image();
    moved
        .computeIfAbsent(part.moved, m -> new ColourMoved())
        .add(result, pair.target().image(), own, reference, wanted);
    mean(part.colour, ColourDistance.of(result, own, reference, wanted), values);
    mean(part.histogram, HistogramDistance.of(result, own, reference, wanted), values);
  }

  private void addTruth(MeasuredPair pair, SyntheticTruth known, Map<Measure, Double> own) {
    EvaluationFace target = pair.target();
    String name = target.file().name();
    float[] wanted = known.image(name, pair.reference().file().name());
    float[] result = pair.result();
    int size = target.sample().size();
    Region area = Region.makeupArea(target.sample());
    error(Measure.TRANSFER_ERROR).add(result, wanted, target.image(), area);
    TransferError ofPair = new TransferError();
    ofPair.add(result, wanted, target.image(), area);
    ofPair.value().ifPresent(v -> own.put(Measure.TRANSFER_ERROR, v));
    ERRORS.forEach(
        (region, measure) ->
            error(measure).add(result, wanted, target.image(), known.region(name, region)));
    toTruth.add(result, wanted, Region.whole(size * size));
    if (size >= Ssim.LEAST_SIDE) {
      mean(Measure.TRUTH_SSIM, OptionalDouble.of(Ssim.of(result, wanted, size)), own);
    }
  }

  private TransferError error(Measure measure) {
    return errors.computeIfAbsent(measure, m -> new TransferError());
  }

  private void mean(Measure measure, OptionalDouble value, Map<Measure, Double> own) {
    if (value.isPresent()) {
      Mean mean = means.computeIfAbsent(measure, m -> new Mean());
      mean.sum += value.getAsDouble();
      mean.count++;
      own.put(measure, value.getAsDouble());
    }
  }

  /** What all pairs together tell; a measure that applies to none is absent. */
  Map<Measure, Double> values() {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    means.forEach((measure, mean) -> values.put(measure, mean.sum / mean.count));
    moved.forEach((measure, m) -> m.value().ifPresent(v -> values.put(measure, v)));
    errors.forEach((measure, e) -> e.value().ifPresent(v -> values.put(measure, v)));
    List.of(Measure.BACKGROUND_PSNR, Measure.PSNR, Measure.TRUTH_PSNR)
        .forEach(m -> decibels(m).decibels().ifPresent(v -> values.put(m, v)));
    return values;
  }

  private Psnr decibels(Measure measure) {
    return switch (measure) {
      case BACKGROUND_PSNR -> background;
      case TRUTH_PSNR -> toTruth;
      default -> whole;
    };
  }
}
