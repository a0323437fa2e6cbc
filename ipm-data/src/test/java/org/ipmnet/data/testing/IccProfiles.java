// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Colour profiles made of numbers: version 2, relative to D50. */
public final class IccProfiles {
  /** Columns of X, Y, Z for red, green and blue. */
  private static final double[][] SRGB = {
    {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
  };

  private static final double[][] DISPLAY_P3 = {
    {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
  };

  private IccProfiles() {}

  /** sRGB, in other bytes than the JDK's. */
  public static byte[] srgb() {
    return colours(SRGB);
  }

  /** What phones write. */
  public static byte[] displayP3() {
    return colours(DISPLAY_P3);
  }

  /** Grays with an exponent. */
  public static byte[] gray(double gamma) {
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("wtpt", xyz(new double[] {0.9642, 1, 0.8249}));
    tags.put("kTRC", curve(level -> Math.pow(level, gamma)));
    return profile("GRAY", tags);
  }

  /** The levels of Display P3 that look as these do in sRGB. */
  public static int[] inDisplayP3(int red, int green, int blue) {
    double[] light = {linear(red / 255.0), linear(green / 255.0), linear(blue / 255.0)};
    double[] target = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      for (int k = 0; k < 3; k++) {
        target[axis] += SRGB[k][axis] * light[k];
      }
    }
    double whole = determinant(DISPLAY_P3[0], DISPLAY_P3[1], DISPLAY_P3[2]);
    double[] solved = {
      determinant(target, DISPLAY_P3[1], DISPLAY_P3[2]) / whole,
      determinant(DISPLAY_P3[0], target, DISPLAY_P3[2]) / whole,
      determinant(DISPLAY_P3[0], DISPLAY_P3[1], target) / whole
    };
    int[] levels = new int[3];
    for (int k = 0; k < 3; k++) {
      double level =
          solved[k] <= 0.0031308 ? 12.92 * solved[k] : 1.055 * Math.pow(solved[k], 1 / 2.4) - 0.055;
      levels[k] = (int) Math.round(255 * level);
    }
    return levels;
  }

  private static double determinant(double[] a, double[] b, double[] c) {
    return a[0] * (b[1] * c[2] - b[2] * c[1])
        - b[0] * (a[1] * c[2] - a[2] * c[1])
        + c[0] * (a[1] * b[2] - a[2] * b[1]);
  }

  private static double linear(double level) {
    return level <= 0.04045 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4);
  }

  private static byte[] colours(double[][] primaries) {
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("wtpt", xyz(new double[] {0.9642, 1, 0.8249}));
    for (int k = 0; k < 3; k++) {
      tags.put("rgb".charAt(k) + "XYZ", xyz(primaries[k]));
      tags.put("rgb".charAt(k) + "TRC", curve(IccProfiles::linear));
    }
    return profile("RGB ", tags);
  }

  private static byte[] xyz(double[] values) {
    ByteBuffer tag = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
    for (double value : values) {
      tag.putInt((int) Math.round(value * 65536));
    }
    return tag.array();
  }

  private static byte[] curve(DoubleUnaryOperator light) {
    int points = 1024;
    ByteBuffer tag = ByteBuffer.allocate(12 + 2 * points).put(ascii("curv")).putInt(0);
    tag.putInt(points);
    for (int i = 0; i < points; i++) {
      tag.putShort((short) Math.round(65535 * light.applyAsDouble(i / (points - 1.0))));
    }
    return tag.array();
  }

  private static byte[] profile(String colours, Map<String, byte[]> tags) {
    int table = 128 + 4 + 12 * tags.size();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteBuffer entries = ByteBuffer.allocate(4 + 12 * tags.size()).putInt(tags.size());
    tags.forEach(
        (name, tag) -> {
          entries.put(ascii(name)).putInt(table + data.size()).putInt(tag.length);
          data.writeBytes(tag);
        });
    int size = table + data.size();
    ByteBuffer profile = ByteBuffer.allocate(size);
    profile.putInt(size).putInt(0).putInt(0x02400000).put(ascii("mntr")).put(ascii(colours));
    profile.put(ascii("XYZ "));
    profile.put(36, ascii("acsp"));
    profile.putInt(68, 0xF6D6).putInt(72, 0x10000).putInt(76, 0xD32D);
    profile.position(128).put(entries.array()).put(data.toByteArray());
    return profile.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
