// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.texture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.testing.GoldenArrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextureGoldenTest {
  private GoldenArrays golden;

  @BeforeEach
  void open() {
    golden = GoldenArrays.open("texture");
  }

  /** Plain tests over all images, since an absent case must show as skipped, not as no test. */
  private void forEachImage(Consumer<String> check) {
    assertTrue(golden.has("image0.rgb"), "the case has no image");
    for (int i = 0; golden.has("image" + i + ".rgb"); i++) {
      check.accept("image" + i);
    }
  }

  private RgbImage photo(String name) {
    int[] shape = golden.shape(name + ".rgb");
    return new RgbImage(shape[1], shape[0], golden.bytes(name + ".rgb"));
  }

  private GrayImage gray(String array) {
    int[] shape = golden.shape(array);
    return new GrayImage(shape[1], shape[0], golden.bytes(array));
  }

  private MakeupArea areaOfLabels(String name) {
    return MakeupArea.of(LabelScheme.MT.regions(gray(name + ".labels"), Path.of(name)));
  }

  private double tolerance(String array) {
    return golden.manifest().get("tol").get(array).asDouble();
  }

  @Test
  void maskOfLabels() {
    forEachImage(this::maskOfLabelsOf);
  }

  private void maskOfLabelsOf(String name) {
    byte[] expected = golden.bytes(name + ".mask_of_labels");
    byte[] codes = areaOfLabels(name).codes();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i] == 1, codes[i] == MakeupArea.KEEP, "pixel " + i);
    }
  }

  @Test
  void highContrast() {
    forEachImage(this::highContrastOf);
  }

  private void highContrastOf(String name) {
    RgbImage photo = photo(name);
    byte[] found = new HighContrast().levels(photo, MakeupArea.of(gray(name + ".mask")));
    assertLevels(golden.bytes(name + ".high_contrast"), found, tolerance("high_contrast"));
  }

  @Test
  void sobel() {
    forEachImage(this::sobelOf);
  }

  private void sobelOf(String name) {
    RgbImage photo = photo(name);
    byte[] found = new Sobel().levels(photo, MakeupArea.of(gray(name + ".mask")));
    assertLevels(golden.bytes(name + ".sobel"), found, tolerance("sobel"));
  }

  @Test
  void fractionalResponse() {
    forEachImage(this::fractionalResponseOf);
  }

  private void fractionalResponseOf(String name) {
    GrayImage gray = gray(name + ".gray");
    float[] picture = new float[gray.values().length];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = gray.values()[i] & 0xFF;
    }
    for (String array : new String[] {".fractional", ".fractional_v0.7"}) {
      if (!golden.has(name + array)) {
        continue; // not every image has every order
      }
      double order = array.endsWith("0.7") ? 0.7 : 0.5;
      float[] found =
          new FractionalDifferential(order, 1, 1).response(picture, gray.width(), gray.height());
      assertArrayEquals(
          golden.floats(name + array), found, (float) tolerance("fractional"), name + array);
    }
  }

  @Test
  void fractionalTexture() {
    forEachImage(this::fractionalTextureOf);
  }

  private void fractionalTextureOf(String name) {
    float[] texture = new float[golden.bytes(name + ".labels").length];
    Arrays.fill(texture, Float.NaN); // every value must be written
    new FractionalDifferential(0.5, 1, 2).apply(photo(name), areaOfLabels(name), texture);
    assertArrayEquals(golden.floats(name + ".texture"), texture, (float) tolerance("texture"));
  }

  private static void assertLevels(byte[] expected, byte[] found, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i] & 0xFF, found[i] & 0xFF, tolerance, "pixel " + i);
    }
  }
}
