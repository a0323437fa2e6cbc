// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.image.Photo;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.synth.SyntheticCrowd;
import org.ipmnet.eval.makeup.FacePhoto;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.makeup.Reference;
import org.ipmnet.eval.makeup.Target;
import org.ipmnet.eval.metric.ColourMoved;
import org.ipmnet.eval.metric.Region;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.paste.MakeupApplication;
import org.ipmnet.eval.paste.MakeupApplication.Changes;
import org.ipmnet.eval.picture.PlanarImage;
import org.ipmnet.eval.picture.RgbPicture;

/**
 * How far {@code ipm transfer} goes to the true result on drawn faces, by the age and by the skin
 * of who wears the makeup: the mean colour of each area, from the bare face's to the truth's. The
 * faces are drawn for this, whatever the model was trained on.
 */
public final class DrawnEvaluation {
  private final Draws draws;
  private final MakeupTransfer transfer;
  private final MakeupApplication application;

  private DrawnEvaluation(Draws draws, MakeupTransfer transfer, MakeupApplication application) {
    this.draws = draws;
    this.transfer = transfer;
    this.application = application;
  }

  /**
   * What is drawn.
   *
   * @param faces how many bare ones, at least 1
   * @param looks how many made-up people each of them meets, whom no other one meets, at least 1
   * @param seed of all draws
   */
  public record Draws(int faces, int looks, long seed) {
    /** Checks the ranges. */
    public Draws {
      Require.atLeast("faces", faces, 1);
      Require.atLeast("looks", looks, 1);
    }

    /** A face, the first of the bare people, and its looks; drawn people take much memory. */
    private SyntheticCrowd crowd(int face) {
      return new SyntheticCrowd(new RandomStreams(seed), face, looks, StoredModel.PHOTO_SIDE);
    }
  }

  /**
   * Measures.
   *
   * @param model a run's folder or one checkpoint; null for the one that comes with the program
   * @param changes of how makeup is put on
   * @param told a line of each damaged checkpoint that was passed over
   * @return a row for each group, those without anybody included
   * @throws org.ipmnet.core.UserError if there is no such model
   */
  public static List<DrawnShares> run(
      Path model, Changes changes, Draws draws, Consumer<String> told) {
    try (MakeupTransfer transfer = MakeupTransfer.open(model, null, 1, told)) {
      MakeupApplication application = changes.of(transfer.usualApplication());
      return new DrawnEvaluation(draws, transfer, application).measure();
    }
  }

  private List<DrawnShares> measure() {
    Map<DrawnGroup, Integer> faces = new EnumMap<>(DrawnGroup.class);
    Map<DrawnGroup, Map<FaceArea, ColourMoved>> moved = new EnumMap<>(DrawnGroup.class);
    for (DrawnGroup group : DrawnGroup.values()) {
      faces.put(group, 0);
      moved.put(group, new EnumMap<>(FaceArea.class));
      DrawnShares.AREAS.forEach(area -> moved.get(group).put(area, new ColourMoved()));
    }
    for (int face = 0; face < draws.faces(); face++) {
      SyntheticCrowd crowd = draws.crowd(face);
      Map<FaceArea, ColourMoved> own = measure(crowd);
      double level = skinLevel(crowd.bare(0));
      for (DrawnGroup group : DrawnGroup.values()) {
        if (group.has(crowd.ageOfBare(0), level)) {
          faces.merge(group, 1, Integer::sum);
          own.forEach((area, m) -> moved.get(group).get(area).add(m));
        }
      }
    }
    return moved.entrySet().stream()
        .map(e -> DrawnShares.of(e.getKey(), faces.get(e.getKey()), e.getValue()))
        .toList();
  }

  /** A crowd's first bare person in all looks. */
  private Map<FaceArea, ColourMoved> measure(SyntheticCrowd crowd) {
    Face bare = crowd.bare(0);
    float[] before = planar(bare);
    Target target = transfer.target(photo(bare));
    Map<FaceArea, ColourMoved> moved = new EnumMap<>(FaceArea.class);
    Map<FaceArea, Region> regions = regions(bare);
    for (int look = 0; look < draws.looks(); look++) {
      Reference worn = transfer.reference(photo(crowd.madeUp(look))).applied(application);
      float[] after = PlanarImage.of(target.paint(worn).picture());
      float[] truth = planar(crowd.inMakeupOf(0, look, application.skinTone()));
      regions.forEach(
          (area, region) ->
              moved
                  .computeIfAbsent(area, a -> new ColourMoved())
                  .add(after, before, region, truth, region));
    }
    return moved;
  }

  private static Map<FaceArea, Region> regions(Face face) {
    FaceAreas areas = FaceAreas.of(face.regions());
    Map<FaceArea, Region> regions = new EnumMap<>(FaceArea.class);
    for (FaceArea area : DrawnShares.AREAS) {
      regions.put(area, Region.most(areas.planes()[area.ordinal()]));
    }
    return regions;
  }

  private static double skinLevel(Face face) {
    float[] skin = FaceAreas.of(face.regions()).planes()[FaceArea.SKIN.ordinal()];
    byte[] rgb = face.photo().rgb();
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < skin.length; i++) {
      sum += skin[i] * ((rgb[3 * i] & 0xFF) + (rgb[3 * i + 1] & 0xFF) + (rgb[3 * i + 2] & 0xFF));
      weight += 3 * skin[i];
    }
    return sum / weight;
  }

  private static float[] planar(Face face) {
    return PlanarImage.of(RgbPicture.of(face.photo()));
  }

  private static FacePhoto photo(Face face) {
    return FacePhoto.of(new Photo(face.photo(), null), face);
  }
}
