// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.texture;

import org.ipmnet.core.config.Require;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.MakeupArea;

/**
 * The paper's texture: a fractional differential mask (Pu, Wang, Zhou, Guo and Zhou 2008) minus the
 * gray picture itself, signed.
 *
 * <p>t = gain * w * (response - gray) with gray = Rec. 601 luma in [0, 1] of the whole picture, not
 * of the masked one, so that the mask's edge makes no texture; w = feature gain on brows, nose and
 * lips and 1 on skin; clamped to [-1, 1].
 */
public final class FractionalDifferential implements TextureFilter {
  /** Pixels of the mask's sides. */
  public static final int SIDE = 5;

  private static final int RADIUS = SIDE / 2;

  private final double order;
  private final float gain;
  private final float featureGain;
  private float[] gray = {};
  private float[] response = {};

  /**
   * A filter.
   *
   * @param order v of the paper, in (0, 1)
   * @param gain of the whole texture
   * @param featureGain on brows, nose and lips, on top of gain
   */
  public FractionalDifferential(double order, double gain, double featureGain) {
    Require.within("texture-order", order, 0, 1);
    this.order = order;
    this.gain = (float) gain;
    this.featureGain = (float) (gain * featureGain);
  }

  /** The 5x5 mask, row by row: what a pixel's response takes of those around it. */
  public float[] kernel() {
    double sum = 8 - 12 * order + 4 * order * order;
    float[] kernel = new float[SIDE * SIDE];
    for (int i = 0; i < kernel.length; i++) {
      int dx = Math.abs(i % SIDE - RADIUS);
      int dy = Math.abs(i / SIDE - RADIUS);
      boolean onRay = dx == 0 || dy == 0 || dx == dy;
      double weight = !onRay ? 0 : Math.max(dx, dy) == 1 ? -order : (order * order - order) / 2;
      kernel[i] = (float) ((dx + dy == 0 ? 8 : weight) / sum);
    }
    return kernel;
  }

  @Override
  public void apply(RgbImage photo, MakeupArea area, float[] texture) {
    int width = photo.width();
    int height = photo.height();
    int stride = width + 2 * RADIUS;
    luma(photo);
    respond(gray, width, height);
    byte[] codes = area.codes();
    for (int y = 0, i = 0; y < height; y++) {
      int center = (y + RADIUS) * stride + RADIUS;
      for (int x = 0; x < width; x++, i++) {
        byte code = codes[i];
        float weight = code == MakeupArea.KEEP ? 0 : code == MakeupArea.SKIN ? gain : featureGain;
        float t = weight * (response[i] - gray[center + x]);
        texture[i] = Math.max(-1, Math.min(1, t));
      }
    }
  }

  /** Response of the mask to a picture of its own scale; the result lives until the next call. */
  float[] response(float[] picture, int width, int height) {
    int stride = width + 2 * RADIUS;
    reserve(width, height);
    for (int y = 0; y < height; y++) {
      System.arraycopy(picture, y * width, gray, (y + RADIUS) * stride + RADIUS, width);
    }
    mirrorBorder(width, height);
    respond(gray, width, height);
    return response;
  }

  private void reserve(int width, int height) {
    int padded = (width + 2 * RADIUS) * (height + 2 * RADIUS);
    if (gray.length < padded) {
      gray = new float[padded];
    }
    if (response.length < width * height) {
      response = new float[width * height];
    }
  }

  private void luma(RgbImage photo) {
    int width = photo.width();
    int height = photo.height();
    int stride = width + 2 * RADIUS;
    reserve(width, height);
    byte[] rgb = photo.rgb();
    for (int y = 0, i = 0; y < height; y++) {
      int row = (y + RADIUS) * stride + RADIUS;
      for (int x = 0; x < width; x++, i += 3) {
        gray[row + x] =
            (299 * (rgb[i] & 0xFF) + 587 * (rgb[i + 1] & 0xFF) + 114 * (rgb[i + 2] & 0xFF))
                * (1 / 255000f);
      }
    }
    mirrorBorder(width, height);
  }

  /** Mirrors without repeating the edge; a side of one pixel has nothing else to mirror. */
  private void mirrorBorder(int width, int height) {
    int stride = width + 2 * RADIUS;
    for (int y = 0; y < height; y++) {
      int row = (y + RADIUS) * stride + RADIUS;
      for (int d = 1; d <= RADIUS; d++) {
        gray[row - d] = gray[row + mirrored(-d, width)];
        gray[row + width - 1 + d] = gray[row + mirrored(width - 1 + d, width)];
      }
    }
    for (int d = 1; d <= RADIUS; d++) {
      copyRow(stride, RADIUS + mirrored(-d, height), RADIUS - d);
      copyRow(stride, RADIUS + mirrored(height - 1 + d, height), RADIUS + height - 1 + d);
    }
  }

  private void copyRow(int stride, int from, int to) {
    System.arraycopy(gray, from * stride, gray, to * stride, stride);
  }

  private static int mirrored(int i, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int p = Math.floorMod(i, period);
    return p < length ? p : period - p;
  }

  /**
   * The 5x5 mask: centre 8, -v on the eight neighbours, (v^2 - v)/2 two steps along the eight rays,
   * divided by the sum 8 - 12 v + 4 v^2.
   */
  private void respond(float[] padded, int width, int height) {
    int stride = width + 2 * RADIUS;
    double sum = 8 - 12 * order + 4 * order * order;
    float center = (float) (8 / sum);
    float near = (float) (-order / sum);
    float far = (float) ((order * order - order) / 2 / sum);
    float[] out = response;
    for (int y = 0; y < height; y++) {
      int c = (y + RADIUS) * stride + RADIUS;
      int up = c - stride;
      int down = c + stride;
      int up2 = up - stride;
      int down2 = down + stride;
      int o = y * width;
      for (int x = 0; x < width; x++) {
        float ring1 =
            padded[up + x - 1]
                + padded[up + x]
                + padded[up + x + 1]
                + padded[c + x - 1]
                + padded[c + x + 1]
                + padded[down + x - 1]
                + padded[down + x]
                + padded[down + x + 1];
        float ring2 =
            padded[up2 + x - 2]
                + padded[up2 + x]
                + padded[up2 + x + 2]
                + padded[c + x - 2]
                + padded[c + x + 2]
                + padded[down2 + x - 2]
                + padded[down2 + x]
                + padded[down2 + x + 2];
        out[o + x] = center * padded[c + x] + near * ring1 + far * ring2;
      }
    }
  }
}
