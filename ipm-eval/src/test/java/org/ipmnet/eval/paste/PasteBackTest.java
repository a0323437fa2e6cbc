// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.FeatureGrids;
import org.ipmnet.data.sample.Face;
import org.ipmnet.eval.face.PreparedFace;
import org.ipmnet.eval.testing.DrawnFace;
import org.ipmnet.eval.testing.FakeModel;
import org.junit.jupiter.api.Test;

class PasteBackTest {
  private static PreparedFace prepare(Face raw) {
    return PreparedFace.of(raw, FakeModel.config(64));
  }

  @Property(tries = 40)
  void keptPixelsAreThePhotosOwn(
      @ForAll @IntRange(min = 50, max = 400) int width,
      @ForAll @IntRange(min = 50, max = 400) int height,
      @ForAll @DoubleRange(min = 0.2, max = 1.2) double share,
      @ForAll long seed) {
    Random random = new Random(seed);
    double size = share * Math.min(width, height);
    DrawnFace face =
        new DrawnFace(
            width, height, random.nextDouble() * width, random.nextDouble() * height, size);
    Face raw = face.raw();
    float[] wild = new float[3 * 64 * 64];
    for (int i = 0; i < wild.length; i++) {
      wild[i] = 4 * random.nextFloat() - 2;
    }
    byte[] result = pasted(prepare(raw), wild).rgb();
    byte[] photo = raw.photo().rgb();
    byte[] area = raw.area().codes();
    for (int i = 0; i < photo.length; i++) {
      if (area[i / 3] == 0) {
        assertEquals(photo[i], result[i], "value " + i);
      }
    }
  }

  @Property(tries = 30)
  void paintingTheFaceItselfGivesThePhotoBack(
      @ForAll @IntRange(min = 50, max = 500) int width,
      @ForAll @DoubleRange(min = 0.3, max = 0.9) double share) {
    Face raw = new DrawnFace(width, 300, width / 2.0, 140, 300 * share).raw();
    PreparedFace face = prepare(raw);
    RgbImage result = pasted(face, face.sample().image().clone());
    assertArrayEquals(raw.photo().rgb(), result.rgb());
  }

  private static MakeupChange wildChange(Random random) {
    float[] planes = new float[3 * 64 * 64];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = 2 * random.nextFloat() - 1;
    }
    double[][] lips = new double[FeatureGrids.LIP_KNOTS][];
    double[][] lashes = new double[FeatureGrids.LASH_KNOTS][];
    for (double[][] knots : new double[][][] {lips, lashes}) {
      for (int knot = 0; knot < knots.length; knot++) {
        knots[knot] = random.doubles(3, -0.5, 0.5).toArray();
      }
    }
    return new MakeupChange(planes).with(new FinePattern(lips, lashes));
  }

  @Property(tries = 20)
  void strengthZeroIsThePhoto(
      @ForAll @IntRange(min = 50, max = 400) int side,
      @ForAll @DoubleRange(min = 0.3, max = 1.1) double share,
      @ForAll long seed) {
    PreparedFace face =
        prepare(new DrawnFace(side, side, side / 2.0, side / 2.0, share * side).raw());
    MakeupChange none = wildChange(new Random(seed)).at(AreaStrengths.everywhere(0), face::areas);
    assertArrayEquals(face.raw().photo().rgb(), new PasteBack(face).of(none).rgb());
  }

  @Property(tries = 20)
  void theOrderOfLooksDoesNotMatter(
      @ForAll @DoubleRange(min = 0, max = 1) double lips,
      @ForAll @DoubleRange(min = 0, max = 1) double lids,
      @ForAll long seed) {
    PreparedFace face = prepare(DrawnFace.mtLike(200).raw());
    Random random = new Random(seed);
    AreaStrengths some = AreaStrengths.named(Map.of("lips", lips, "lids", lids));
    MakeupChange first = wildChange(random).at(some, face::areas);
    MakeupChange second = wildChange(random).at(AreaStrengths.everywhere(lids), face::areas);
    PasteBack paste = new PasteBack(face);
    assertArrayEquals(paste.of(first.plus(second)).rgb(), paste.of(second.plus(first)).rgb());
  }

  /** On the photo too: enlarging spreads a change by two of the networks' pixels, not more. */
  @Property(tries = 20)
  void areasThatAreNotNamedStay(
      @ForAll @IntRange(min = 80, max = 400) int side,
      @ForAll @DoubleRange(min = 0.1, max = 1) double strength,
      @ForAll long seed) {
    PreparedFace face = prepare(DrawnFace.mtLike(side).raw());
    AreaStrengths onLips = AreaStrengths.named(Map.of("lips", strength));
    MakeupChange change = wildChange(new Random(seed)).at(onLips, face::areas);
    byte[] photo = face.raw().photo().rgb();
    byte[] result = new PasteBack(face).of(change).rgb();
    boolean[] near = near(face.areas().planes()[FaceArea.LIPS.ordinal()], 64, 3);
    int stayed = 0;
    for (int i = 0; i < photo.length / 3; i++) {
      int column = (int) Math.floor(face.footprint().column(i % side));
      int row = (int) Math.floor(face.footprint().row(i / side));
      boolean inside = column >= 0 && row >= 0 && column < 64 && row < 64;
      if (!inside || !near[row * 64 + column]) {
        for (int c = 0; c < 3; c++) {
          assertEquals(photo[3 * i + c], result[3 * i + c], "pixel " + i);
        }
        stayed++;
      }
    }
    assertTrue(stayed > side * side / 2 && !Arrays.equals(photo, result), stayed + " stayed");
  }

  private static boolean[] near(float[] area, int size, int reach) {
    boolean[] near = new boolean[area.length];
    for (int i = 0; i < area.length; i++) {
      if (area[i] > 0) {
        for (int y = Math.max(0, i / size - reach);
            y <= Math.min(size - 1, i / size + reach);
            y++) {
          int from = Math.max(0, i % size - reach);
          Arrays.fill(near, y * size + from, y * size + Math.min(size, i % size + reach + 1), true);
        }
      }
    }
    return near;
  }

  @Test
  void anEvenChangeReachesAllOfTheFaceAlsoBeyondTheCrop() {
    for (int side : new int[] {40, 361, 900}) {
      DrawnFace drawn = DrawnFace.mtLike(side);
      Face raw = drawn.raw();
      PreparedFace face = prepare(raw);
      float[] lighter = face.sample().image().clone();
      for (int i = 0; i < lighter.length; i++) {
        lighter[i] += 20 / 127.5f;
      }
      RgbImage result = pasted(face, lighter);
      int foreheadTop = (int) Math.ceil(drawn.centerY() - drawn.faceHeight() / 2 + 0.03 * side);
      assertTrue(foreheadTop < (side - side * 256 / 321.0) / 2, "the crop cuts the forehead off");
      for (int y = foreheadTop; y < drawn.centerY() - 0.1 * side; y++) {
        int at = 3 * (y * side + side / 2);
        assertEquals((raw.photo().rgb()[at] & 0xFF) + 20, result.rgb()[at] & 0xFF, 1, "row " + y);
      }
    }
  }

  @Test
  void theChangeFadesTowardsKeptPixelsWithoutAJump() {
    DrawnFace drawn = DrawnFace.mtLike(1000);
    Face raw = drawn.raw();
    PreparedFace face = prepare(raw);
    float[] darker = face.sample().image().clone();
    for (int i = 0; i < darker.length; i++) {
      darker[i] -= 60 / 127.5f;
    }
    RgbImage result = pasted(face, darker);
    int row = (int) drawn.centerY();
    int before = 0;
    for (int x = 0; x < 500; x++) {
      int at = 3 * (row * 1000 + x);
      int change = (raw.photo().rgb()[at] & 0xFF) - (result.rgb()[at] & 0xFF);
      assertTrue(
          Math.abs(change - before) <= 20, // a third of all
          String.format(Locale.ROOT, "column %d: %d", x, change - before));
      before = change;
    }
    assertEquals(60, before, 1);
  }

  /** Where networks see lips and skin in one pixel they change it half; lips wear all of it. */
  @Test
  void lipsDoNotPaleTowardsTheirEdge() {
    int side = 1000;
    Face raw = DrawnFace.mtLike(side).raw();
    PreparedFace face = prepare(raw);
    byte[] seen = face.sample().regions();
    float[] planes = new float[3 * seen.length];
    for (int i = 0; i < seen.length; i++) {
      if (isLip(seen[i])) {
        boolean inner =
            isLip(seen[i - 1]) && isLip(seen[i + 1]) && isLip(seen[i - 64]) && isLip(seen[i + 64]);
        for (int c = 0; c < 3; c++) {
          planes[c * seen.length + i] = -(inner ? 40 : 20) / 127.5f;
        }
      }
    }
    RgbImage result = new PasteBack(face).of(new MakeupChange(planes));
    int within = 0;
    int feather = (int) Math.ceil(PasteBack.FEATHER * side);
    for (int y = feather; y < side - feather; y++) {
      for (int x = feather; x < side - feather; x++) {
        if (lipsAround(raw, x, y, feather)) {
          int at = 3 * (y * side + x);
          assertEquals(40, (raw.photo().rgb()[at] & 0xFF) - (result.rgb()[at] & 0xFF), 2);
          within++;
        }
      }
    }
    assertTrue(within > 1000, "pixels of lips: " + within);
  }

  /** What is finer than the networks' pixels lies on lips and above lashes, and nowhere else. */
  @Test
  void aFinePatternIsPutOnThePhotoItself() {
    DrawnFace drawn = DrawnFace.mtLike(1000);
    Face raw = drawn.raw();
    double[][] lashes = new double[FeatureGrids.LASH_KNOTS][];
    Arrays.fill(lashes, new double[] {-0.3, -0.3, -0.3});
    byte[] result = onlyFine(drawn, new FinePattern(FinePattern.NONE.lips(), lashes));
    byte[] photo = raw.photo().rgb();
    int dark = 0;
    for (int i = 0; i < photo.length; i++) {
      int darker = (photo[i] & 0xFF) - (result[i] & 0xFF);
      assertTrue(darker >= 0 && darker <= 39, "value " + i);
      if (FacePart.ofCode(raw.regions().codes()[i / 3]) != FacePart.SKIN) {
        assertEquals(0, darker, "value " + i);
      }
      dark += darker > 35 ? 1 : 0;
    }
    assertTrue(dark > 5000, dark + " values along the lashes");
    assertArrayEquals(photo, onlyFine(drawn, FinePattern.NONE));
  }

  /** A knot a tenth of an eye's width above the middle of the upper lashes. */
  @Test
  void aFinePatternLiesAtItsKnots() {
    for (int side : new int[] {300, 1000, 2400}) { // the grid's pixels: 1, 1.8 and 4.4 of these
      DrawnFace drawn = DrawnFace.mtLike(side);
      double[][] lashes = new double[FeatureGrids.LASH_KNOTS][];
      lashes[2 * FeatureGrids.LASH_COLUMNS + 2] = new double[] {-0.5, -0.5, -0.5};
      byte[] photo = drawn.raw().photo().rgb();
      byte[] result = onlyFine(drawn, new FinePattern(FinePattern.NONE.lips(), lashes));
      double width = 0.4 * drawn.faceWidth() / 2.1; // by the distance of the eyes
      double top = drawn.centerY() - (0.1 + 0.06) / 2 * drawn.faceHeight();
      for (int eye = -1; eye <= 1; eye += 2) {
        double middle = drawn.centerX() + eye * 0.4 / 2 * drawn.faceWidth();
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < side; y++) {
          for (int x = (int) (middle - 0.1 * width); x < middle + 0.1 * width; x++) {
            int change = (photo[3 * (y * side + x)] & 0xFF) - (result[3 * (y * side + x)] & 0xFF);
            sum += change;
            sumX += (x + 0.5) * change;
            sumY += (y + 0.5) * change;
          }
        }
        String where = "eye " + eye + " of " + side;
        assertEquals(middle, sumX / sum, 0.5 + 0.0005 * side, where);
        assertEquals(top - 0.1 * width, sumY / sum, 0.5 + 0.0005 * side, where);
      }
    }
  }

  private static byte[] onlyFine(DrawnFace drawn, FinePattern pattern) {
    MakeupChange nothing = new MakeupChange(new float[3 * 64 * 64]);
    return new PasteBack(prepare(drawn.raw())).of(nothing.with(pattern)).rgb();
  }

  private static boolean isLip(byte code) {
    return FacePart.ofCode(code).isLip();
  }

  private static boolean lipsAround(Face raw, int x, int y, int distance) {
    byte[] codes = raw.regions().codes();
    int width = raw.regions().width();
    return isLip(codes[y * width + x])
        && isLip(codes[(y - distance) * width + x])
        && isLip(codes[(y + distance) * width + x])
        && isLip(codes[y * width + x - distance])
        && isLip(codes[y * width + x + distance]);
  }

  @Test
  void aFaceAtThePhotosBorderIsChangedUpToIt() {
    Face raw = new DrawnFace(200, 200, 100, 20, 120).raw();
    PreparedFace face = prepare(raw);
    float[] lighter = face.sample().image().clone();
    for (int i = 0; i < lighter.length; i++) {
      lighter[i] += 30 / 127.5f;
    }
    RgbImage result = pasted(face, lighter);
    int at = 3 * 100; // top row
    assertEquals((raw.photo().rgb()[at] & 0xFF) + 30, result.rgb()[at] & 0xFF, 1);
  }

  private static RgbImage pasted(PreparedFace face, float[] painted) {
    return new PasteBack(face).of(MakeupChange.toPicture(face.sample(), painted));
  }
}
