// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.synth.FacialHair.Style;
import org.ipmnet.data.synth.Glasses.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Facial hair and glasses: one's own, over makeup, and told by the map. */
class WornTest {
  private static final int SIZE = 96;

  private static Identity bearded(int index, Style style) {
    FacialHair hair = new FacialHair(style, new Rgb(0.2, 0.12, 0.08), 1);
    return People.with(People.plain(index), hair);
  }

  private static Identity bespectacled(int index, Shape shape) {
    Glasses glasses = new Glasses(shape, Rgb.BLACK, 0.2, 0.16, 0.03, 0, 0.3);
    return People.with(People.plain(index), glasses);
  }

  private static int count(byte[] labels, MtLabel label) {
    int count = 0;
    for (byte value : labels) {
      count += value == label.ordinal() ? 1 : 0;
    }
    return count;
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  void makeupIsUnderFacialHairAndNeverOnIt(Style style) {
    for (int i = 0; i < 4; i++) {
      FaceRenderer renderer = new FaceRenderer(bearded(i, style), SIZE);
      int[] bare = renderer.image(Makeup.bare(bearded(i, style)));
      int[] worn = renderer.image(People.look(i));
      byte[] labels = renderer.labels();
      for (int p = 0; p < bare.length; p++) {
        if (labels[p] == MtLabel.HAIR.ordinal()) {
          assertEquals(bare[p], worn[p]);
        }
      }
    }
  }

  /** Where the map says skin makeup is seen between the hairs, not over them. */
  @Test
  void stubbleDarkensMakeupAsItDarkensSkin() {
    double onSkin = darkerWithStubble(Makeup.bare(bearded(0, Style.NONE)));
    double onMakeup =
        darkerWithStubble(Makeup.draw(new RandomStreams(11), "look", 0, bearded(0, Style.NONE)));
    assertTrue(onSkin > 0.001, "darker by " + onSkin);
    assertTrue(onMakeup > 0.7 * onSkin, onMakeup + ", on skin " + onSkin);
  }

  private static double darkerWithStubble(Makeup makeup) {
    int[] shaved = new FaceRenderer(bearded(0, Style.NONE), SIZE).image(makeup);
    int[] stubble = new FaceRenderer(bearded(0, Style.STUBBLE), SIZE).image(makeup);
    double darker = 0;
    for (int p = 0; p < shaved.length; p++) {
      darker += Rgb.hex(shaved[p]).luma() - Rgb.hex(stubble[p]).luma();
    }
    return darker / shaved.length;
  }

  @Test
  void whatHidesTheSkinIsHairInTheMap() {
    int shaved = count(new FaceRenderer(bearded(3, Style.NONE), SIZE).labels(), MtLabel.HAIR);
    int stubble = count(new FaceRenderer(bearded(3, Style.STUBBLE), SIZE).labels(), MtLabel.HAIR);
    int lip = count(new FaceRenderer(bearded(3, Style.MOUSTACHE), SIZE).labels(), MtLabel.HAIR);
    int full = count(new FaceRenderer(bearded(3, Style.FULL), SIZE).labels(), MtLabel.HAIR);
    assertEquals(shaved, stubble);
    assertTrue(shaved < lip && lip < full, shaved + ", " + lip + ", " + full);
  }

  @Test
  void lipsShowThroughABeard() {
    FaceRenderer shaved = new FaceRenderer(bearded(5, Style.NONE), SIZE);
    FaceRenderer full = new FaceRenderer(bearded(5, Style.FULL), SIZE);
    assertEquals(
        count(shaved.labels(), MtLabel.LOWER_LIP), count(full.labels(), MtLabel.LOWER_LIP));
  }

  @Test
  void aBeardIsDarkerThanTheSkinThatItHides() {
    Identity fair = bearded(0, Style.FULL);
    FaceRenderer renderer = new FaceRenderer(fair, SIZE);
    byte[] before = new FaceRenderer(bearded(0, Style.NONE), SIZE).labels();
    int[] shaved = new FaceRenderer(bearded(0, Style.NONE), SIZE).image(Makeup.bare(fair));
    int[] grown = renderer.image(Makeup.bare(fair));
    byte[] labels = renderer.labels();
    double darker = 0;
    int pixels = 0;
    for (int p = 0; p < labels.length; p++) {
      if (labels[p] == MtLabel.HAIR.ordinal() && before[p] == MtLabel.SKIN.ordinal()) {
        darker += Rgb.hex(shaved[p]).luma() - Rgb.hex(grown[p]).luma();
        pixels++;
      }
    }
    assertTrue(darker / pixels > 0.1, "darker by " + darker / pixels);
  }

  @ParameterizedTest
  @EnumSource(names = {"OVAL", "RECTANGULAR"})
  void framesTakeNoMakeup(Shape shape) {
    FaceRenderer without = new FaceRenderer(bespectacled(7, Shape.NONE), SIZE);
    FaceRenderer with = new FaceRenderer(bespectacled(7, shape), SIZE);
    byte[] labels = with.labels();
    int frame = 0;
    int[] bare = with.image(Makeup.bare(bespectacled(7, shape)));
    int[] worn = with.image(People.look(7));
    for (int p = 0; p < labels.length; p++) {
      boolean face = MtLabel.of(without.labels()[p]).takesMakeup();
      if (face && labels[p] == MtLabel.BACKGROUND.ordinal()) {
        frame++;
        assertEquals(bare[p], worn[p]);
      }
    }
    assertTrue(frame > 60, "frame of " + frame + " pixels");
  }

  @Test
  void noGlassesChangeNothing() {
    Identity none = bespectacled(4, Shape.NONE);
    assertArrayEquals(
        new FaceRenderer(People.plain(4), SIZE).image(Makeup.bare(none)),
        new FaceRenderer(none, SIZE).image(Makeup.bare(none)));
  }
}
