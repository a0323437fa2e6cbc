// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.CieLab;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsedPhotos;
import org.ipmnet.data.parsing.PhotoWithMap;
import org.ipmnet.eval.landmark.FaceLandmarker;
import org.ipmnet.eval.testing.DrawnBeard;
import org.ipmnet.eval.testing.DrawnBeard.Growth;
import org.ipmnet.eval.testing.DrawnBeard.Style;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hairs of a beard are hair in the map: no makeup on them. */
class BeardTest {
  private static final int SIDE = 256;
  private static final int HAIR = 10;
  private static final Set<Integer> MAKEUP_SKIN = Set.of(1, 6);
  private static final Set<Integer> LIPS = Set.of(7, 9);
  private static final int BLACK = 0x1c1714;
  private static final int BROWN = 0x4a3020;
  private static final int[] COLOURS = {BLACK, BROWN};

  private static FaceParser parser;
  private static FaceLandmarker landmarker;

  @BeforeAll
  static void open() {
    parser = FaceParsers.shipped();
    landmarker = new FaceLandmarker();
  }

  @AfterAll
  static void close() {
    parser.close();
    landmarker.close();
  }

  /** Drawn on drawn faces. */
  @ParameterizedTest
  @EnumSource(Style.class)
  void beardsAreHair(Style style) {
    for (int person = 1; person <= COLOURS.length; person++) {
      RgbImage bare = SyntheticPhoto.face(person, SIDE);
      FaceLandmarks face = landmarker.find(bare).get(0);
      DrawnBeard beard = new DrawnBeard(style, Growth.LONG, COLOURS[person - 1]);
      boolean[] hairs = beard.pixels(face, SIDE, SIDE);
      byte[] shaved = parser.parse(bare).values();
      byte[] grown = parser.parse(beard.on(bare, face)).values();
      int skin = 0;
      int covered = 0;
      int lost = 0;
      int lips = 0;
      int lipsLeft = 0;
      for (int i = 0; i < hairs.length; i++) {
        boolean wasSkin = MAKEUP_SKIN.contains((int) shaved[i]);
        skin += hairs[i] && wasSkin ? 1 : 0;
        covered += hairs[i] && wasSkin && grown[i] == HAIR ? 1 : 0;
        lost += !hairs[i] && wasSkin && grown[i] == HAIR ? 1 : 0;
        lips += LIPS.contains((int) shaved[i]) ? 1 : 0;
        lipsLeft += LIPS.contains((int) grown[i]) ? 1 : 0;
      }
      String which = style + " on face " + person;
      assertTrue(covered > 0.6 * skin, which + ": " + covered + " of " + skin);
      assertTrue(lost < 0.5 * skin, which + ": " + lost + " beside " + skin);
      assertTrue(lipsLeft > 0.6 * lips, which + ": lips " + lipsLeft + " of " + lips);
    }
  }

  @Test
  void withoutABeardThereIsNone() {
    for (int person = 1; person <= 8; person++) {
      RgbImage bare = SyntheticPhoto.face(person, SIDE);
      assertTrue(beard(bare).isEmpty(), "face " + person);
    }
  }

  /** Light from one side lets half of a face lie in the dark. */
  @Test
  void aShadowIsNoBeard() {
    RgbImage bare = SyntheticPhoto.face(2, SIDE);
    FaceLandmarks face = landmarker.find(bare).get(0);
    byte[] rgb = bare.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      double aside = (i / 3 % SIDE - face.x(NOSE)) / face.eyeDistance();
      double down = (i / 3 / SIDE - face.y(NOSE)) / face.eyeDistance();
      double light = Math.max(0.35, Math.min(1, 0.75 - aside - 0.1 * down));
      rgb[i] = (byte) ((rgb[i] & 0xFF) * light);
    }
    assertTrue(beard(new RgbImage(SIDE, SIDE, rgb)).isEmpty());
  }

  private static final int NOSE = 2;

  private static Optional<boolean[]> beard(RgbImage picture) {
    FaceLandmarks face = landmarker.find(picture).get(0);
    return Beard.on(
        new FacePicture(
            CieLab.of(picture), picture.width(), picture.height(), face, AffineMap.IDENTITY));
  }

  /** Of 115 women, in paint and without, none has a beard, also where they are small. */
  @ParameterizedTest
  @ValueSource(ints = {361, 160})
  void womenHaveNone(int side) {
    Path sample = OutsideFolder.PHOTOS.resolve("mt-sample");
    for (PhotoWithMap pair : ParsedPhotos.list(sample)) {
      RgbImage photo = pair.read(LabelScheme.MT).photo().resized(side, side);
      assertTrue(beard(photo).isEmpty(), pair.toString());
    }
  }

  /** Drawn over photos, hairs of several colours are found, and little beside them. */
  @ParameterizedTest
  @EnumSource(Style.class)
  void beardsOnPhotos(Style style) {
    Path sample = OutsideFolder.PHOTOS.resolve("mt-sample");
    List<PhotoWithMap> photos = ParsedPhotos.list(sample);
    for (int number = 70; number < 76; number++) {
      RgbImage bare = photos.get(number).read(LabelScheme.MT).photo();
      FaceLandmarks face = landmarker.find(bare).get(0);
      for (int colour : new int[] {BLACK, BROWN}) {
        DrawnBeard beard = new DrawnBeard(style, Growth.SHORT, colour);
        boolean[] hairs = beard.pixels(face, bare.width(), bare.height());
        boolean[] found = beard(beard.on(bare, face)).orElseThrow();
        int covered = 0;
        int all = 0;
        for (int i = 0; i < hairs.length; i++) {
          covered += hairs[i] && found[i] ? 1 : 0;
          all += hairs[i] ? 1 : 0;
        }
        assertTrue(covered > 0.6 * all, photos.get(number) + ": " + covered + " of " + all);
      }
    }
  }
}
