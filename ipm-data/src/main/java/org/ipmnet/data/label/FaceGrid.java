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

  private static final int CHANNELS = 3;

  private final KnotGrid knots;
  private final int width;

  private FaceGrid(RegionMap map) {
    width = map.width();
    knots = new KnotGrid(0, 0, width, map.height(), OUTWARDS.length, DOWNWARDS.length);
  }

  /** That of a map; no pixel belongs to it where there are no two eyes to lay it along. */
  static FaceGrid of(RegionMap map, FaceFeatures features) {
    int pixels = map.codes().length;
    FaceGrid grid = new FaceGrid(map);
    for (int i = 0; features.eyes().size() == 2 && i < pixels; i++) {
      FacePart part = FacePart.ofCode(map.codes()[i]);
      if (part == FacePart.SKIN || part == FacePart.NOSE) {
        double x = i % map.width() + 0.5;
        double y = i / map.width() + 0.5;
        FaceFeatures.Eye eye = features.nearest(x, y);
        grid.knots.lay(
            i % map.width(),
            i / map.width(),
            KnotGrid.position(OUTWARDS, eye.widthsOut(x, y)),
            KnotGrid.position(DOWNWARDS, eye.waysDown(x, y)));
      }
    }
    return grid;
  }

  /**
   * The mean colour at each knot.
   *
   * @param planes red, green and blue
   * @return for each knot its colour, null where too little skin is seen
   */
  public double[][] means(float... planes) {
    int plane = planes.length / CHANNELS;
    return knots.means(LEAST_PIXELS, (c, x, y) -> planes[c * plane + y * width + x]);
  }

  /**
   * Adds what each knot has to the pixels around it.
   *
   * @param planes red, green and blue
   * @param added for each knot its red, green and blue, or null for nothing
   */
  public void add(float[] planes, double[]... added) {
    int plane = planes.length / CHANNELS;
    for (int i = 0; i < planes.length; i++) {
      int pixel = i % plane;
      planes[i] += (float) knots.at(i / plane, pixel % width, pixel / width, added);
    }
  }
}
