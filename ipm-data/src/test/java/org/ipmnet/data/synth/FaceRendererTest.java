// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.ipmnet.data.synth.Makeup.EyeShadow;
import org.ipmnet.data.synth.Makeup.Lipstick;
import org.junit.jupiter.api.Test;

class FaceRendererTest {
  private static final int SIZE = 64;

  private static Identity person(int index) {
    return People.person(index);
  }

  private static Makeup look(int index) {
    return People.look(index);
  }

  @Test
  void sameFaceTwiceGivesTheSamePixels() {
    FaceRenderer once = new FaceRenderer(person(3), SIZE);
    FaceRenderer again = new FaceRenderer(person(3), SIZE);
    once.image(look(5));
    assertArrayEquals(again.image(look(4)), once.image(look(4)));
    assertArrayEquals(again.labels(), once.labels());
    assertArrayEquals(again.regions(), once.regions());
  }

  @Test
  void oneRendererServesManyThreads() {
    FaceRenderer renderer = new FaceRenderer(person(6), SIZE);
    int[] expected = renderer.image(look(2));
    IntStream.range(0, 16)
        .parallel()
        .forEach(i -> assertArrayEquals(expected, renderer.image(look(2))));
  }

  @Test
  void makeupLeavesEverythingOutsideItsAreaBitIdentical() {
    for (int i = 0; i < 12; i++) {
      FaceRenderer renderer = new FaceRenderer(person(i), SIZE);
      int[] bare = renderer.image(Makeup.bare(person(i)));
      int[] worn = renderer.image(look(i));
      byte[] labels = renderer.labels();
      int changed = 0;
      for (int p = 0; p < bare.length; p++) {
        if (!MtLabel.of(labels[p]).takesMakeup()) {
          assertEquals(bare[p], worn[p], "pixel " + p + " of person " + i);
        } else if (bare[p] != worn[p]) {
          changed++;
        }
      }
      assertTrue(changed > 0.05 * bare.length, "makeup must show, changed " + changed);
    }
  }

  @Test
  void mostFacesHaveAllPartsAndEveryFaceAPlausibleMakeupArea() {
    Set<MtLabel> always =
        EnumSet.of(
            MtLabel.BACKGROUND,
            MtLabel.SKIN,
            MtLabel.LEFT_EYE,
            MtLabel.RIGHT_EYE,
            MtLabel.NOSE,
            MtLabel.UPPER_LIP,
            MtLabel.LOWER_LIP,
            MtLabel.HAIR,
            MtLabel.NECK);
    int rich = 0;
    int people = 40;
    for (int i = 0; i < people; i++) {
      byte[] labels = new FaceRenderer(person(i), SIZE).labels();
      Set<MtLabel> found = EnumSet.noneOf(MtLabel.class);
      int area = 0;
      for (byte value : labels) {
        found.add(MtLabel.of(value));
        area += MtLabel.of(value).takesMakeup() ? 1 : 0;
      }
      assertTrue(found.containsAll(always), "person " + i + " has only " + found);
      double share = (double) area / labels.length;
      assertTrue(share > 0.1 && share < 0.6, "person " + i + " has a makeup area of " + share);
      rich += found.size() >= 11 ? 1 : 0;
    }
    assertTrue(rich > 0.8 * people, "only " + rich + " faces have 11 parts");
  }

  @Test
  void regionsLieOnTheirParts() {
    FaceRenderer renderer = new FaceRenderer(person(8), SIZE);
    byte[] labels = renderer.labels();
    byte[] regions = renderer.regions();
    int[] counts = new int[FaceRegion.values().length];
    for (int p = 0; p < labels.length; p++) {
      FaceRegion region = FaceRegion.values()[regions[p]];
      counts[regions[p]]++;
      MtLabel label = MtLabel.of(labels[p]);
      boolean lip = label == MtLabel.UPPER_LIP || label == MtLabel.LOWER_LIP;
      boolean skin = label == MtLabel.SKIN || label == MtLabel.NOSE;
      assertEquals(lip, region == FaceRegion.LIPS);
      assertEquals(skin, region == FaceRegion.EYE_SHADOW || region == FaceRegion.SKIN);
    }
    assertTrue(Arrays.stream(counts).allMatch(count -> count > 20), Arrays.toString(counts));
  }

  @Test
  void lipstickMovesTheLipsTowardsItsColour() {
    for (int i = 0; i < 6; i++) {
      Makeup bare = Makeup.bare(person(i));
      Rgb blue = new Rgb(0.15, 0.25, 0.8);
      double before = distance(mean(i, bare, FaceRegion.LIPS), blue);
      double after =
          distance(mean(i, Looks.with(bare, new Lipstick(blue, 1, 0)), FaceRegion.LIPS), blue);
      assertTrue(after < 0.6 * before, "distance " + before + " became " + after);
    }
  }

  @Test
  void foundationHidesTheOwnTone() {
    Identity identity = person(2);
    Identity.Skin skin = identity.skin();
    Identity tanned =
        People.with(
            identity,
            new Identity.Skin(
                Palette.skin(0.7, 0),
                skin.lips(),
                skin.grain(),
                skin.freckles(),
                skin.moles(),
                skin.blemishes(),
                skin.ageSpots(),
                skin.wrinkles(),
                skin.gloss()));
    FaceRenderer own = new FaceRenderer(identity, SIZE);
    int[] expected = own.image(look(1));
    int[] actual = new FaceRenderer(tanned, SIZE).image(look(1));
    byte[] regions = own.regions();
    for (int p = 0; p < regions.length; p++) {
      boolean inside = regions[p] != FaceRegion.NONE.ordinal() && interior(regions, p);
      assertFalse(inside && expected[p] != actual[p], "pixel " + p);
    }
  }

  @Test
  void eyeShadowShowsOnTheLidsOnly() {
    Makeup bare = Makeup.bare(person(4));
    Makeup green = Looks.with(bare, new EyeShadow(new Rgb(0, 0.6, 0.2), 1, 0.9, 0));
    Rgb before = mean(4, bare, FaceRegion.EYE_SHADOW);
    Rgb after = mean(4, green, FaceRegion.EYE_SHADOW);
    assertTrue(after.green() - after.red() > before.green() - before.red() + 0.1);
    assertTrue(distance(mean(4, bare, FaceRegion.LIPS), mean(4, green, FaceRegion.LIPS)) < 1e-9);
  }

  @Test
  void refusesSizesOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new FaceRenderer(person(0), 31));
    assertThrows(IllegalArgumentException.class, () -> new FaceRenderer(person(0), 2049));
  }

  /** Whether all neighbours belong to a region too: no supersampled edge lies here. */
  private static boolean interior(byte[] regions, int p) {
    int none = FaceRegion.NONE.ordinal();
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int q = p + dy * SIZE + dx;
        if (q < 0 || q >= regions.length || regions[q] == none) {
          return false;
        }
      }
    }
    return true;
  }

  private static Rgb mean(int person, Makeup makeup, FaceRegion region) {
    FaceRenderer renderer = new FaceRenderer(person(person), SIZE);
    int[] image = renderer.image(makeup);
    byte[] regions = renderer.regions();
    double[] sum = new double[3];
    int count = 0;
    for (int p = 0; p < image.length; p++) {
      if (regions[p] == region.ordinal()) {
        Rgb pixel = Rgb.hex(image[p]);
        sum[0] += pixel.red();
        sum[1] += pixel.green();
        sum[2] += pixel.blue();
        count++;
      }
    }
    return new Rgb(sum[0] / count, sum[1] / count, sum[2] / count);
  }

  private static double distance(Rgb a, Rgb b) {
    return Math.abs(a.red() - b.red())
        + Math.abs(a.green() - b.green())
        + Math.abs(a.blue() - b.blue());
  }
}
