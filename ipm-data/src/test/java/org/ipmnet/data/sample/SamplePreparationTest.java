// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.Crop;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.testing.TinyFaces;
import org.junit.jupiter.api.Test;

class SamplePreparationTest {
  private static final DataConfig FILES =
      TinyFaces.config(null, 8, "folder: x", "resize: 20", "texture: files");

  /** A face in which photo, map, mask and texture all tell where a pixel stood. */
  private static Face tellingFace(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    byte[] codes = new byte[width * height];
    byte[] levels = new byte[width * height];
    for (int i = 0; i < codes.length; i++) {
      rgb[3 * i] = (byte) (i % width);
      rgb[3 * i + 1] = (byte) (i / width);
      codes[i] = (byte) ((i % width + 3 * (i / width)) % 5);
      levels[i] = (byte) (i % width * 7 + i / width);
    }
    RegionMap regions = new RegionMap(width, height, codes);
    return new Face(
        new RgbImage(width, height, rgb),
        regions,
        MakeupArea.of(regions),
        new GrayImage(width, height, levels));
  }

  @Property(tries = 200)
  void photoMaskTextureAndMapStayTogether(
      @ForAll long seed,
      @ForAll @IntRange(min = 20, max = 40) int width,
      @ForAll @IntRange(min = 20, max = 40) int height) {
    Face face = tellingFace(width, height);
    Sample sample = Sample.ofSize(8);
    new SamplePreparation(FILES).training(face, new RandomStreams(seed).at("a", 0, 0), sample);
    int step = 0;
    for (int i = 0; i < 64; i++) {
      int x = level(sample.image()[i]);
      int y = level(sample.image()[i + 64]);
      int at = y * width + x;
      byte code = face.regions().codes()[at];
      boolean mirrored = level(sample.image()[1]) < level(sample.image()[0]);
      assertEquals(mirrored ? FacePart.mirrored(code) : code, sample.regions()[i]);
      boolean makeup = FacePart.ofCode(sample.regions()[i]).wearsMakeup();
      assertEquals(makeup ? 0 : 1, sample.mask()[i]);
      float texture = makeup ? (face.texture().values()[at] & 0xFF) / 255f : 0;
      assertEquals(texture, sample.texture()[i]);
      if (i > 0 && i < 8) {
        int moved = x - level(sample.image()[i - 1]);
        step = step == 0 ? moved : step;
        assertEquals(step, moved, "columns run one way");
        assertEquals(1, Math.abs(moved));
      }
    }
  }

  @Test
  void drawsReachBothFlipsAndEveryCorner() {
    int flips = 0;
    int least = Integer.MAX_VALUE;
    int most = 0;
    int lowest = 0;
    for (int i = 0; i < 1000; i++) {
      Placement p = Placement.draw(new RandomStreams(5).at("a", 0, i), Crop.RANDOM, 0.5, 20, 30, 8);
      flips += p.flipped() ? 1 : 0;
      least = Math.min(least, Math.min(p.left(), p.top()));
      most = Math.max(most, p.left());
      lowest = Math.max(lowest, p.top());
    }
    assertEquals(500, flips, 60);
    assertEquals(0, least);
    assertEquals(12, most);
    assertEquals(22, lowest);
  }

  @Test
  void aFlipThatIsDecidedStaysSo() {
    for (int i = 0; i < 50; i++) {
      RandomStreams streams = new RandomStreams(i);
      for (double flip : new double[] {0, 1}) {
        Placement p = Placement.draw(streams.at("a", 0, 0), Crop.CENTER, flip, 20, 30, 8);
        assertEquals(new Placement(6, 11, flip == 1), p);
      }
    }
  }

  @Test
  void theMiddleIsTorchvisions() {
    assertEquals(new Placement(32, 32, false), Placement.center(321, 321, 256));
    assertEquals(new Placement(34, 50, false), Placement.center(323, 356, 256));
    assertEquals(new Placement(50, 34, false), Placement.center(356, 323, 256));
  }

  @Test
  void ofAReferenceOnlyThePhotoIsKnown() {
    Face face = Face.of(tellingFace(20, 20).photo());
    Sample sample = Sample.ofSize(8);
    new SamplePreparation(FILES).evaluation(face, sample);
    float[] ones = new float[64];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, sample.mask());
    assertArrayEquals(new float[64], sample.texture());
  }

  @Test
  void nothingOfTheFaceBeforeStaysInASample() {
    Sample sample = Sample.ofSize(8);
    SamplePreparation preparation = new SamplePreparation(FILES);
    preparation.evaluation(tellingFace(20, 20), sample);
    preparation.evaluation(Face.of(tellingFace(20, 20).photo()), sample);
    assertArrayEquals(new float[64], sample.texture());
    assertArrayEquals(new byte[64], sample.regions());
    preparation.evaluation(tellingFace(20, 20), sample);
    DataConfig none = TinyFaces.config(null, 8, "folder: x", "resize: 20", "texture: none");
    new SamplePreparation(none).evaluation(tellingFace(20, 20), sample);
    assertArrayEquals(new float[64], sample.texture());
  }

  @Test
  void aSquareOutsideThePhotoIsRefused() {
    SamplePreparation preparation = new SamplePreparation(FILES);
    Face face = tellingFace(20, 30);
    Sample sample = Sample.ofSize(8);
    preparation.place(face, new Placement(12, 22, false), sample);
    for (Placement outside :
        new Placement[] {
          new Placement(13, 0, false), new Placement(0, 23, false), new Placement(-1, 0, false)
        }) {
      assertThrows(IndexOutOfBoundsException.class, () -> preparation.place(face, outside, sample));
    }
  }

  @Test
  void aFaceWhosePartsDifferInSizeIsRefused() {
    Face face = tellingFace(10, 9);
    assertEquals(90 * 6, face.bytes());
    assertEquals(90 * 3, Face.of(face.photo()).bytes());
    Face other = tellingFace(9, 10);
    SamplePreparation preparation = new SamplePreparation(FILES);
    for (Face odd :
        List.of(
            new Face(face.photo(), other.regions(), null, null),
            new Face(face.photo(), null, other.area(), null),
            new Face(face.photo(), null, null, other.texture()))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> preparation.place(odd, new Placement(0, 0, false), Sample.ofSize(8)));
    }
  }

  private static int level(float signed) {
    return Math.round((signed + 1) * 127.5f);
  }
}
