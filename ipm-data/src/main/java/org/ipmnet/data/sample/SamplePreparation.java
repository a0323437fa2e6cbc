// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.sample;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.config.Surroundings;
import org.ipmnet.data.image.Levels;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.texture.FractionalDifferential;
import org.ipmnet.data.texture.HighContrast;
import org.ipmnet.data.texture.Sobel;
import org.ipmnet.data.texture.TextureFilter;

/**
 * Makes samples of faces at working size: texture of the whole picture, then cut and flip of photo,
 * mask and texture together. Keeps working memory: one preparation per thread.
 */
public final class SamplePreparation {
  /** What networks see, by level. */
  private static final float[] SIGNED = signed();

  private final DataConfig config;
  private final TextureFilter filter; // null: ready-made textures or none
  private float[] whole = {};

  /** A preparation as configured. */
  public SamplePreparation(DataConfig config) {
    this.config = config;
    this.filter =
        switch (config.texture()) {
          case FRACTIONAL_DIFFERENTIAL ->
              new FractionalDifferential(
                  config.textureOrder(), config.textureGain(), config.featureGain());
          case HIGH_CONTRAST -> new HighContrast();
          case SOBEL -> new Sobel();
          case FILES, NONE -> null;
        };
  }

  /** A training sample: crop and flip drawn from {@code random}. */
  public void training(Face face, RandomGenerator random, Sample into) {
    training(face, random, config.flip(), into);
  }

  /**
   * The same with another probability of a flip. Of two faces of one shape, equal generators make
   * samples that are cut alike and look taken alike.
   *
   * @param flip 0 or 1 where the flip has been decided elsewhere; the crop's draws stay the same
   */
  public void training(Face face, RandomGenerator random, double flip, Sample into) {
    int w = face.photo().width();
    int h = face.photo().height();
    cut(face, Placement.draw(random, config.crop(), flip, w, h, config.size()), into);
    if (config.appearance() != null) {
      Appearance.draw(config.appearance(), random).apply(into.image(), into.size(), random);
    }
    surround(face, into);
  }

  /** The evaluation sample: the middle. */
  public void evaluation(Face face, Sample into) {
    place(face, Placement.center(face.photo().width(), face.photo().height(), config.size()), into);
  }

  /** The sample at any placement; {@code face} has the configured shorter side or more. */
  public void place(Face face, Placement placement, Sample into) {
    cut(face, placement, into);
    surround(face, into);
  }

  private void surround(Face face, Sample into) {
    if (config.surroundings() == Surroundings.NEUTRAL && face.area() != null) {
      neutralise(into);
      if (face.regions() != null) {
        neutraliseCovers(into);
      }
    }
  }

  /** Gray where something that is no part of a head is before the face, such as a mask. */
  private static void neutraliseCovers(Sample sample) {
    int plane = sample.regions().length;
    for (int i = 0; i < plane; i++) {
      if (FacePart.ofCode(sample.regions()[i]) == FacePart.BACKGROUND && sample.mask()[i] == 1) {
        for (int at = i; at < sample.image().length; at += plane) {
          sample.image()[at] = 0;
        }
      }
    }
  }

  /** Gray outside the makeup area's ends of each row. */
  private static void neutralise(Sample sample) {
    int size = sample.size();
    for (int y = 0; y < size; y++) {
      int first = y * size;
      int end = first + size;
      while (first < end && sample.mask()[first] == 1) {
        first++;
      }
      int last = end - 1;
      while (last > first && sample.mask()[last] == 1) {
        last--;
      }
      for (int channel = 0; channel < 3; channel++) {
        int plane = channel * size * size;
        Arrays.fill(sample.image(), plane + y * size, plane + first, 0);
        if (first < end) {
          Arrays.fill(sample.image(), plane + last + 1, plane + end, 0);
        }
      }
    }
  }

  private void cut(Face face, Placement placement, Sample into) {
    RgbImage photo = face.photo();
    if (!face.hasOneSize()) {
      throw new IllegalArgumentException("a face whose parts differ in size is not placed");
    }
    Objects.checkFromIndexSize(placement.left(), into.size(), photo.width());
    Objects.checkFromIndexSize(placement.top(), into.size(), photo.height());
    image(photo, placement, into);
    regions(face, placement, into);
    if (face.area() == null) {
      Arrays.fill(into.mask(), 1);
      Arrays.fill(into.texture(), 0);
    } else {
      mask(face.area(), placement, into);
      texture(face, placement, into);
    }
  }

  private static void image(RgbImage photo, Placement placement, Sample into) {
    int size = into.size();
    int plane = size * size;
    byte[] rgb = photo.rgb();
    float[] out = into.image();
    int step = placement.flipped() ? -3 : 3;
    for (int y = 0; y < size; y++) {
      int from = 3 * start(photo.width(), placement, size, y);
      for (int o = y * size; o < (y + 1) * size; o++, from += step) {
        out[o] = SIGNED[rgb[from] & 0xFF];
        out[o + plane] = SIGNED[rgb[from + 1] & 0xFF];
        out[o + 2 * plane] = SIGNED[rgb[from + 2] & 0xFF];
      }
    }
  }

  private static void regions(Face face, Placement placement, Sample into) {
    if (face.regions() == null) {
      Arrays.fill(into.regions(), FacePart.BACKGROUND.code());
      return;
    }
    int size = into.size();
    int step = placement.flipped() ? -1 : 1;
    byte[] codes = face.regions().codes();
    for (int y = 0; y < size; y++) {
      int from = start(face.regions().width(), placement, size, y);
      for (int o = y * size; o < (y + 1) * size; o++, from += step) {
        into.regions()[o] = placement.flipped() ? FacePart.mirrored(codes[from]) : codes[from];
      }
    }
  }

  private static void mask(MakeupArea area, Placement placement, Sample into) {
    int size = into.size();
    int step = placement.flipped() ? -1 : 1;
    byte[] codes = area.codes();
    float[] out = into.mask();
    for (int y = 0; y < size; y++) {
      int from = start(area.width(), placement, size, y);
      for (int o = y * size; o < (y + 1) * size; o++, from += step) {
        out[o] = codes[from] == MakeupArea.KEEP ? 1 : 0;
      }
    }
  }

  private void texture(Face face, Placement placement, Sample into) {
    int width = face.photo().width();
    int pixels = width * face.photo().height();
    if (whole.length < pixels) {
      whole = new float[pixels];
    }
    switch (config.texture()) {
      case NONE -> {
        Arrays.fill(into.texture(), 0);
        return;
      }
      case FILES -> readyMade(face, pixels);
      case FRACTIONAL_DIFFERENTIAL, HIGH_CONTRAST, SOBEL ->
          filter.apply(face.photo(), face.area(), whole);
    }
    int size = into.size();
    int step = placement.flipped() ? -1 : 1;
    for (int y = 0; y < size; y++) {
      int from = start(width, placement, size, y);
      for (int o = y * size; o < (y + 1) * size; o++, from += step) {
        into.texture()[o] = whole[from];
      }
    }
  }

  private void readyMade(Face face, int pixels) {
    if (face.texture() == null) {
      throw new IllegalArgumentException("texture: files needs a face with a texture");
    }
    byte[] levels = face.texture().values();
    byte[] codes = face.area().codes();
    for (int i = 0; i < pixels; i++) {
      whole[i] = codes[i] == MakeupArea.KEEP ? 0 : (levels[i] & 0xFF) / 255f;
    }
  }

  /** Index of the pixel that row {@code y} of the sample begins with. */
  private static int start(int width, Placement placement, int size, int y) {
    int left = placement.flipped() ? placement.left() + size - 1 : placement.left();
    return (placement.top() + y) * width + left;
  }

  private static float[] signed() {
    float[] table = new float[Levels.COUNT];
    for (int v = 0; v < table.length; v++) {
      table[v] = Levels.signed(v);
    }
    return table;
  }
}
