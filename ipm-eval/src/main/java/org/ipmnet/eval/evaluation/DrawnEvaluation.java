// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
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
  private final SyntheticCrowd crowd;
  private final MakeupTransfer transfer;
  private final MakeupApplication application;

  private DrawnEvaluation(
      SyntheticCrowd crowd, MakeupTransfer transfer, MakeupApplication application) {
    this.crowd = crowd;
    this.transfer = transfer;
    this.application = application;
  }

  /**
   * What is drawn.
   *
   * @param faces how many bare ones, and made-up ones of other people, at least 1
   * @param looks in how many of the others' looks each bare face is made up, at least 1
   * @param seed of all draws
   */
  public record Draws(int faces, int looks, long seed) {
    /** Checks the ranges. */
    public Draws {
      Require.atLeast("faces", faces, 1);
      Require.atLeast("looks", looks, 1);
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
    SyntheticCrowd crowd =
        new SyntheticCrowd(
            new RandomStreams(draws.seed()), 0, draws.faces(), StoredModel.PHOTO_SIDE);
    try (MakeupTransfer transfer = MakeupTransfer.open(model, null, 1, told)) {
      MakeupApplication application = changes.of(transfer.usualApplication());
      return new DrawnEvaluation(crowd, transfer, application).measure(draws);
    }
  }

  private List<DrawnShares> measure(Draws draws) {
    Map<DrawnGroup, Integer> faces = new EnumMap<>(DrawnGroup.class);
    Map<DrawnGroup, Map<FaceArea, ColourMoved>> moved = new EnumMap<>(DrawnGroup.class);
    for (DrawnGroup group : DrawnGroup.values()) {
      faces.put(group, 0);
      moved.put(group, new EnumMap<>(FaceArea.class));
      DrawnShares.AREAS.forEach(area -> moved.get(group).put(area, new ColourMoved()));
    }
    List<Reference> looks = new ArrayList<>();
    for (int look = 0; look < draws.faces(); look++) {
      looks.add(transfer.reference(photo(crowd.madeUp(look))).applied(application));
    }
    for (int face = 0; face < draws.faces(); face++) {
      Map<FaceArea, ColourMoved> own = measure(face, looks, draws.looks());
      double level = skinLevel(crowd.bare(face));
      for (DrawnGroup group : DrawnGroup.values()) {
        if (group.has(crowd.ageOfBare(face), level)) {
          faces.merge(group, 1, Integer::sum);
          own.forEach((area, m) -> moved.get(group).get(area).add(m));
        }
      }
    }
    return moved.entrySet().stream()
        .map(e -> DrawnShares.of(e.getKey(), faces.get(e.getKey()), e.getValue()))
        .toList();
  }

  /** A bare face in so many looks. */
  private Map<FaceArea, ColourMoved> measure(int face, List<Reference> looks, int count) {
    Face bare = crowd.bare(face);
    float[] before = planar(bare);
    Target target = transfer.target(photo(bare));
    Map<FaceArea, ColourMoved> moved = new EnumMap<>(FaceArea.class);
    Map<FaceArea, Region> regions = regions(bare);
    for (int n = 0; n < count; n++) {
      int look = (face + n) % looks.size();
      float[] after = PlanarImage.of(target.paint(looks.get(look)).picture());
      float[] truth = planar(crowd.inMakeupOf(face, look, application.skinTone()));
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
