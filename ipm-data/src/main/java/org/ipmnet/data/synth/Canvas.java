// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/**
 * A square picture being painted: floats, red, green, blue per pixel, gamma-encoded, about [0, 1].
 */
final class Canvas {
  final int size;
  final float[] rgb;

  Canvas(int size) {
    this(size, new float[3 * size * size]);
  }

  private Canvas(int size, float[] rgb) {
    this.size = size;
    this.rgb = rgb;
  }

  Canvas copy() {
    return new Canvas(size, rgb.clone());
  }

  /** Covers with a colour. */
  void lay(Stencil stencil, Rgb colour, double opacity) {
    float r = (float) colour.red();
    float g = (float) colour.green();
    float b = (float) colour.blue();
    touch(
        stencil,
        opacity,
        (i, a) -> {
          rgb[i] += (r - rgb[i]) * a;
          rgb[i + 1] += (g - rgb[i + 1]) * a;
          rgb[i + 2] += (b - rgb[i + 2]) * a;
        });
  }

  /** Darkens by a factor per channel, as a glaze does. */
  void glaze(Stencil stencil, Rgb factor, double opacity) {
    float r = (float) factor.red() - 1;
    float g = (float) factor.green() - 1;
    float b = (float) factor.blue() - 1;
    touch(
        stencil,
        opacity,
        (i, a) -> {
          rgb[i] *= 1 + r * a;
          rgb[i + 1] *= 1 + g * a;
          rgb[i + 2] *= 1 + b * a;
        });
  }

  /** Adds light of a colour without ever passing white. */
  void shine(Stencil stencil, Rgb light, double opacity) {
    float r = (float) light.red();
    float g = (float) light.green();
    float b = (float) light.blue();
    touch(
        stencil,
        opacity,
        (i, a) -> {
          rgb[i] += (1 - rgb[i]) * r * a;
          rgb[i + 1] += (1 - rgb[i + 1]) * g * a;
          rgb[i + 2] += (1 - rgb[i + 2]) * b * a;
        });
  }

  /** What happens to the pixel whose red lies at {@code index}, where {@code cover} is above 0. */
  interface Touch {
    void at(int index, float cover);
  }

  /** Visits every pixel under the stencil. */
  void touch(Stencil stencil, double opacity, Touch touch) {
    float strength = (float) opacity;
    if (strength <= 0.002f) {
      return;
    }
    int y0 = Math.max(0, stencil.top);
    int y1 = Math.min(size, stencil.top + stencil.height);
    int x0 = Math.max(0, stencil.left);
    int x1 = Math.min(size, stencil.left + stencil.width);
    for (int y = y0; y < y1; y++) {
      int at = (y - stencil.top) * stencil.width + x0 - stencil.left;
      for (int x = x0; x < x1; x++, at++) {
        float a = stencil.cover[at] * strength;
        if (a > 0.002f) {
          touch.at(3 * (y * size + x), a);
        }
      }
    }
  }

  /** The mean over blocks of {@code factor} x {@code factor} pixels, as 8-bit {@code 0xRRGGBB}. */
  int[] shrunk(int factor) {
    int n = size / factor;
    int[] out = new int[n * n];
    float weight = 255f / (factor * factor);
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        float r = 0;
        float g = 0;
        float b = 0;
        for (int dy = 0; dy < factor; dy++) {
          int i = 3 * ((y * factor + dy) * size + x * factor);
          for (int dx = 0; dx < factor; dx++, i += 3) {
            r += rgb[i];
            g += rgb[i + 1];
            b += rgb[i + 2];
          }
        }
        out[y * n + x] = level(r * weight) << 16 | level(g * weight) << 8 | level(b * weight);
      }
    }
    return out;
  }

  private static int level(float value) {
    return Math.min(255, Math.max(0, Math.round(value)));
  }
}
