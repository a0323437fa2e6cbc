// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.sample.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Pictures of two pixels; values by hand. */
class MetricTest {
  private static final Region BOTH = new Region(new boolean[] {true, true});
  private static final Region FIRST = new Region(new boolean[] {true, false});
  private static final Region NONE = new Region(new boolean[] {false, false});

  private static float[] image(float... planes) {
    return planes;
  }

  @Test
  void transferErrorIsARatioOfSums() {
    TransferError error = new TransferError();
    assertTrue(error.value().isEmpty());
    float[] truth = image(0.5f, 0, 0, 0, 0, 0);
    float[] target = image(-0.5f, 9, 0.5f, 9, 0.5f, 9);
    error.add(image(0.25f, 7, 0.25f, 7, 0, 7), truth, target, FIRST);
    assertEquals(0.5 / 2, error.value().getAsDouble(), 1e-6);
    // clamped: 3 counts as 1
    error.add(image(3, 0, 0, 0, 0, 0), truth, target, FIRST);
    assertEquals((0.5 + 0.5) / 4, error.value().getAsDouble(), 1e-6);
    assertThrows(
        IllegalArgumentException.class, () -> error.add(new float[3], truth, target, FIRST));
  }

  @Test
  void anUntouchedTargetHasErrorOne() {
    TransferError error = new TransferError();
    float[] target = image(0.1f, -0.2f, 0.3f, 0.4f, -0.5f, 0.6f);
    error.add(target, image(1, 1, 1, 1, 1, 1), target, BOTH);
    assertEquals(1, error.value().getAsDouble(), 1e-6);
  }

  @Test
  void backgroundPsnrOverKeptPixels() {
    Psnr psnr = new Psnr();
    assertTrue(psnr.decibels().isEmpty());
    float[] black = image(-1, -1, -1, -1, -1, -1);
    psnr.add(black, black, BOTH);
    assertEquals(Double.POSITIVE_INFINITY, psnr.decibels().getAsDouble());
    // 3 values off by 0.2 among 6 + 3 values: e = 3 * 0.04 / 9
    psnr.add(image(-0.8f, 1, -0.8f, 1, -0.8f, 1), black, FIRST);
    assertEquals(10 * Math.log10(4 / (0.12 / 9)), psnr.decibels().getAsDouble(), 1e-4);
    Psnr worst = new Psnr();
    worst.add(image(5, 5, 5, 5, 5, 5), black, BOTH);
    assertEquals(0, worst.decibels().getAsDouble(), 1e-6);
  }

  @Test
  void colourMovedAlongTheWay() {
    ColourMoved moved = new ColourMoved();
    float[] target = image(0, 0, 0, 0, 0, 0);
    float[] reference = image(0.4f, 9, 0, 9, 0, 9);
    // half way in red, sideways in green
    moved.add(image(0.1f, 0.3f, 0.5f, 0.5f, 0, 0), target, BOTH, reference, FIRST);
    assertEquals(0.5, moved.value().getAsDouble(), 1e-6);
    moved.add(reference, target, FIRST, reference, FIRST);
    // twice as far in red, nothing moved: 0.08 + 0.16 of 0.16 + 0.16 + 0.64
    float[] further = image(0.8f, 9, 0, 9, 0, 9);
    moved.add(target, target, FIRST, further, FIRST);
    assertEquals(0.24 / 0.96, moved.value().getAsDouble(), 1e-6);
    assertEquals(3, moved.pairs());
  }

  @Test
  void pairsWithoutRegionAreLeftOutAndNoDifferenceIsNoWay() {
    ColourMoved moved = new ColourMoved();
    float[] target = image(0, 0, 0, 0, 0, 0);
    moved.add(target, target, BOTH, target, BOTH);
    assertEquals(1, moved.pairs());
    moved.add(target, target, NONE, image(1, 1, 1, 1, 1, 1), BOTH);
    moved.add(target, target, BOTH, image(1, 1, 1, 1, 1, 1), NONE);
    assertEquals(1, moved.pairs());
    assertTrue(moved.value().isEmpty());
  }

  @Test
  void regionsOfASample() {
    Sample sample = Sample.ofSize(20);
    Arrays.fill(sample.mask(), 1);
    Arrays.fill(sample.regions(), FacePart.SKIN.code());
    sample.mask()[7] = 0;
    sample.regions()[210] = FacePart.EYE.code(); // column 10, row 10
    sample.regions()[211] = FacePart.BROW.code();
    sample.regions()[0] = FacePart.LOWER_LIP.code();
    sample.regions()[1] = FacePart.UPPER_LIP.code();
    sample.regions()[2] = FacePart.INNER_MOUTH.code();
    assertEquals(1, Region.makeupArea(sample).pixels());
    assertEquals(399, Region.kept(sample).pixels());
    assertEquals(2, Region.lips(sample).pixels());
    assertEquals(395, Region.skin(sample).pixels());
    Region eyes = Region.aroundEyes(sample); // one pixel around, skin only
    assertEquals(3, eyes.pixels());
    assertTrue(eyes.inside()[209] && eyes.inside()[190] && eyes.inside()[230]);
    assertFalse(eyes.inside()[211]);
  }

  @Test
  void everyMeasureWantsPicturesOfItsRegion() {
    float[] good = new float[6];
    for (float[] bad : new float[][] {new float[3], new float[9]}) {
      for (Executable measuring :
          List.<Executable>of(
              () -> new TransferError().add(bad, good, good, BOTH),
              () -> new TransferError().add(good, bad, good, BOTH),
              () -> new TransferError().add(good, good, bad, BOTH),
              () -> new Psnr().add(bad, good, BOTH),
              () -> new Psnr().add(good, bad, BOTH),
              () -> ColourDistance.of(bad, BOTH, good, BOTH),
              () -> ColourDistance.of(good, BOTH, bad, BOTH),
              () -> HistogramDistance.of(bad, BOTH, good, BOTH),
              () -> HistogramDistance.of(good, BOTH, bad, BOTH),
              () -> Ssim.ofKept(bad, bad, 11, BOTH))) {
        String message = assertThrows(IllegalArgumentException.class, measuring).getMessage();
        assertEquals(
            String.format(
                Locale.ROOT, "expected 3 planes of 2 pixels, found %d values", bad.length),
            message);
      }
    }
  }

  @Test
  void psnrOfOnePair() {
    // 3 of 6 values off by 0.2: e = 0.02
    float[] target = image(0, 0, 0, 0, 0, 0);
    float[] result = image(0.2f, 0, 0, -0.2f, 0.2f, 0);
    assertEquals(10 * Math.log10(4 / 0.02), Psnr.of(result, target), 1e-5);
  }

  /** Summed in blocks of vectors, with a rest; some values lie outside [-1, 1]. */
  @Test
  void psnrOfAWholePictureIsThatOfAllItsPixels() {
    Random random = new Random(3);
    int pixels = 203 * 203;
    float[] target = new float[3 * pixels];
    float[] result = new float[target.length];
    for (int i = 0; i < target.length; i++) {
      target[i] = 2 * random.nextFloat() - 1;
      result[i] = (float) (target[i] + 0.2 * random.nextGaussian());
    }
    Psnr pixelByPixel = new Psnr();
    pixelByPixel.add(result, target, Region.whole(pixels));
    assertEquals(pixelByPixel.decibels().getAsDouble(), Psnr.of(result, target), 1e-7);
    float[] shorter = new float[3];
    assertThrows(IllegalArgumentException.class, () -> new Psnr().add(shorter, target));
  }

  @Test
  void aWholePictureCountsAltogether() {
    assertEquals(5, Region.whole(5).pixels());
    assertEquals(0, Region.whole(0).pixels());
  }

  /** Up to a twentieth of the side away, cut at the picture's edges. */
  @Test
  void aroundEyesAtTheEdges() {
    int size = 60;
    Sample sample = Sample.ofSize(size);
    Arrays.fill(sample.regions(), FacePart.SKIN.code());
    int[] eyes = {0, size - 1, 30 * size, size * size - 1, 31 * size + 30, 31 * size + 31};
    for (int eye : eyes) {
      sample.regions()[eye] = FacePart.EYE.secondCode();
    }
    sample.regions()[31 * size + 29] = FacePart.HAIR.code();
    Region found = Region.aroundEyes(sample);
    for (int i = 0; i < size * size; i++) {
      int x = i % size;
      int y = i / size;
      boolean near =
          Arrays.stream(eyes)
              .anyMatch(e -> Math.hypot(e % size - x, (double) (e / size - y)) <= 3.0);
      boolean skin = sample.regions()[i] == FacePart.SKIN.code();
      assertEquals(near && skin, found.inside()[i], x + ", " + y);
    }
  }

  @Test
  void colourMovedInAnyColour() {
    for (int channel = 0; channel < 3; channel++) {
      float[] target = new float[6];
      float[] reference = new float[6];
      float[] result = new float[6];
      reference[2 * channel] = 0.8f;
      reference[2 * channel + 1] = 0.4f; // 0.6 on average
      result[2 * channel] = 0.3f; // 0.15 on average
      ColourMoved moved = new ColourMoved();
      moved.add(result, target, BOTH, reference, BOTH);
      assertEquals(0.25, moved.value().getAsDouble(), 1e-6);
    }
  }
}
