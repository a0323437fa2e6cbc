// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.label;

/**
 * Places around the eyes and on the cheeks that any two faces share: the knots of a grid along each
 * eye, from the bridge of the nose to the temple and from the brow to the mouth's height. Both
 * sides of a face have the same knots: what is measured at one is the mean of left and right, in
 * which light from one side cancels.
 *
 * <p>A pixel belongs to the four knots around it, linearly. Only skin counts, of lids and nose too.
 */
public final class FaceGrid {
  /** Columns of knots, from an eye's middle outwards, in widths of the eye. */
  private static final double[] OUTWARDS = {-0.9, -0.45, 0, 0.45, 0.9, 1.35};

  /** Rows, from the eye's middle down: to the brow is -1, to the mouth 1. */
  private static final double[] DOWNWARDS = {-1, -0.67, -0.33, 0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9};

  /** How many knots there are. */
  public static final int KNOTS = OUTWARDS.length * DOWNWARDS.length;

  /** From this one on they lie on the cheeks, below what eye shadow reaches. */
  public static final int FIRST_OF_CHEEKS = 6 * OUTWARDS.length;

  /** Of less skin the networks' picture tells no colour. */
  private static final double LEAST_PIXELS = 1.5;

  private static final int AROUND = 4;
  private static final int CHANNELS = 3;

  private final short[] knots; // AROUND of each pixel
  private final float[] shares; // of each of them in the pixel

  private FaceGrid(int pixels) {
    knots = new short[AROUND * pixels];
    shares = new float[AROUND * pixels];
  }

  /** That of a map; no pixel belongs to it where there are no two eyes to lay it along. */
  static FaceGrid of(RegionMap map, FaceFeatures features) {
    int pixels = map.codes().length;
    FaceGrid grid = new FaceGrid(pixels);
    for (int i = 0; features.eyes().size() == 2 && i < pixels; i++) {
      FacePart part = FacePart.ofCode(map.codes()[i]);
      if (part == FacePart.SKIN || part == FacePart.NOSE) {
        double x = i % map.width() + 0.5;
        double y = i / map.width() + 0.5;
        FaceFeatures.Eye eye = features.nearest(x, y);
        grid.place(i, eye.widthsOut(x, y), eye.waysDown(x, y));
      }
    }
    return grid;
  }

  private void place(int pixel, double outwards, double downwards) {
    double column = position(OUTWARDS, outwards);
    double row = position(DOWNWARDS, downwards);
    for (int i = 0; i < AROUND; i++) {
      int c = (int) Math.floor(column) + i % 2;
      int r = (int) Math.floor(row) + i / 2;
      if (c >= 0 && c < OUTWARDS.length && r >= 0 && r < DOWNWARDS.length) {
        double share = (1 - Math.abs(column - c)) * (1 - Math.abs(row - r));
        knots[AROUND * pixel + i] = (short) (r * OUTWARDS.length + c);
        shares[AROUND * pixel + i] = (float) share;
      }
    }
  }

  /** Where a place lies between knots: 1.5 is half way from the second to the third. */
  private static double position(double[] knots, double at) {
    int last = knots.length - 1;
    int before = 0;
    while (before < last - 1 && at >= knots[before + 1]) {
      before++;
    }
    return before + (at - knots[before]) / (knots[before + 1] - knots[before]);
  }

  /**
   * The mean colour at each knot.
   *
   * @param planes red, green and blue
   * @return for each knot its colour, null where too little skin is seen
   */
  public double[][] means(float... planes) {
    int pixels = shares.length / AROUND;
    double[][] means = new double[KNOTS][CHANNELS];
    double[] counts = new double[KNOTS];
    for (int at = 0; at < shares.length; at++) {
      counts[knots[at]] += shares[at];
      for (int c = 0; shares[at] > 0 && c < CHANNELS; c++) {
        means[knots[at]][c] += shares[at] * planes[c * pixels + at / AROUND];
      }
    }
    for (int knot = 0; knot < KNOTS; knot++) {
      for (int c = 0; c < CHANNELS; c++) {
        means[knot][c] /= counts[knot];
      }
      if (counts[knot] < LEAST_PIXELS) {
        means[knot] = null;
      }
    }
    return means;
  }

  /**
   * Adds what each knot has to the pixels around it.
   *
   * @param planes red, green and blue
   * @param added for each knot its red, green and blue, or null for nothing
   */
  public void add(float[] planes, double[]... added) {
    int pixels = shares.length / AROUND;
    for (int at = 0; at < shares.length; at++) {
      double[] colour = added[knots[at]];
      for (int c = 0; colour != null && shares[at] > 0 && c < CHANNELS; c++) {
        planes[c * pixels + at / AROUND] += (float) (shares[at] * colour[c]);
      }
    }
  }
}
