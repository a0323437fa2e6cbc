// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ipmnet.core.UserError;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.data.synth.FaceRegion;
import org.ipmnet.eval.metric.ColourMoved;
import org.ipmnet.eval.metric.Psnr;
import org.ipmnet.eval.metric.Region;
import org.ipmnet.eval.metric.TransferError;
import org.ipmnet.eval.model.MakeupModel;

/**
 * Measures a model on held-out pairs: each of the first bare test faces with each of the first
 * made-up ones. What is measured is G's own output clamped to [-1, 1], before any pasting.
 *
 * <ul>
 *   <li>{@code backgroundPsnr}: dB over the kept pixels
 *   <li>{@code colourMovedSkin}, {@code colourMovedLips}, {@code colourMovedEyes}: the share of the
 *       way from target to reference that the region's mean colour went; with parsing maps only
 *   <li>{@code transferError}, {@code transferErrorLips}, {@code transferErrorEyeShadow}, {@code
 *       transferErrorSkin}: against the ground truth, relative to the untouched target; on
 *       synthetic faces only
 * </ul>
 */
public final class HeldOutEvaluation {
  /** Faces of each side: as many as synthetic sets have the truth of. */
  private static final int FACES = 12;

  private final MakeupTransferDataset dataset;
  private final Optional<SyntheticTruth> truth;
  private final Psnr background = new Psnr();
  private final ColourMoved skin = new ColourMoved();
  private final ColourMoved lips = new ColourMoved();
  private final ColourMoved eyes = new ColourMoved();
  private final TransferError area = new TransferError();
  private final Map<FaceRegion, TransferError> byRegion = new LinkedHashMap<>();

  private HeldOutEvaluation(MakeupTransferDataset dataset) {
    this.dataset = dataset;
    this.truth = SyntheticTruth.of(dataset.config());
    for (FaceRegion region : List.of(FaceRegion.LIPS, FaceRegion.EYE_SHADOW, FaceRegion.SKIN)) {
      byRegion.put(region, new TransferError());
    }
  }

  private record Reference(FaceFile file, Sample sample, float[] style) {}

  /**
   * Measures.
   *
   * @return value by name; a measure that does not apply to this data is absent
   * @throws UserError if a side has no test faces
   */
  public static Map<String, Double> of(MakeupModel model, MakeupTransferDataset dataset) {
    return new HeldOutEvaluation(dataset).measure(model);
  }

  private Map<String, Double> measure(MakeupModel model) {
    List<Reference> references = new ArrayList<>();
    for (FaceFile file : some(Side.MADE_UP)) {
      Sample sample = dataset.evaluationSample(file);
      references.add(new Reference(file, sample, model.style(sample.image())));
    }
    for (FaceFile file : some(Side.BARE)) {
      Sample target = dataset.evaluationSample(file);
      MakeupModel.Canvas canvas = model.canvas(target);
      Map<FaceRegion, Region> regions = new LinkedHashMap<>();
      truth
          .filter(t -> t.knows(file.name()))
          .ifPresent(t -> byRegion.keySet().forEach(r -> regions.put(r, t.region(file.name(), r))));
      for (Reference reference : references) {
        add(file, target, regions, reference, canvas.paint(reference.style()));
      }
    }
    return values();
  }

  private List<FaceFile> some(Side side) {
    List<FaceFile> test = dataset.test(side);
    if (test.isEmpty()) {
      throw new UserError(
          "%s has no test faces on the %s side; more faces or a test list are needed",
          dataset.config().folder(), side.folder());
    }
    return test.subList(0, Math.min(FACES, test.size()));
  }

  private void add(
      FaceFile file,
      Sample target,
      Map<FaceRegion, Region> regions,
      Reference reference,
      float[] result) {
    background.add(result, target.image(), Region.kept(target));
    if (file.map() != null && reference.file().map() != null) {
      Sample r = reference.sample();
      skin.add(result, target.image(), Region.skin(target), r.image(), Region.skin(r));
      lips.add(result, target.image(), Region.lips(target), r.image(), Region.lips(r));
      eyes.add(result, target.image(), Region.aroundEyes(target), r.image(), Region.aroundEyes(r));
    }
    truth
        .filter(t -> t.knows(file.name(), reference.file().name()))
        .ifPresent(
            t -> {
              float[] wanted = t.image(file.name(), reference.file().name());
              area.add(result, wanted, target.image(), Region.makeupArea(target));
              byRegion.forEach(
                  (region, error) ->
                      error.add(result, wanted, target.image(), regions.get(region)));
            });
  }

  private Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    put(values, "transferError", area.value());
    put(values, "transferErrorLips", byRegion.get(FaceRegion.LIPS).value());
    put(values, "transferErrorEyeShadow", byRegion.get(FaceRegion.EYE_SHADOW).value());
    put(values, "transferErrorSkin", byRegion.get(FaceRegion.SKIN).value());
    put(values, "backgroundPsnr", background.decibels());
    put(values, "colourMovedSkin", skin.value());
    put(values, "colourMovedLips", lips.value());
    put(values, "colourMovedEyes", eyes.value());
    return values;
  }

  private static void put(Map<String, Double> values, String name, OptionalDouble value) {
    value.ifPresent(v -> values.put(name, v));
  }
}
