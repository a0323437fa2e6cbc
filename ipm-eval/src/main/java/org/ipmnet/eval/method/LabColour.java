// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.method;

import org.nd4j.linalg.factory.Nd4j;

/**
 * The colour space l alpha beta of Ruderman et al. 1998, with the matrices of Reinhard et al. 2001:
 * logarithms of cone responses, decorrelated. Values in and out are RGB in [-1, 1].
 */
final class LabColour {
  private static final double[][] CONES = {
    {0.3811, 0.5783, 0.0402}, {0.1967, 0.7244, 0.0782}, {0.0241, 0.1288, 0.8444}
  };
  private static final double[][] AXES = {
    {1 / Math.sqrt(3), 1 / Math.sqrt(3), 1 / Math.sqrt(3)},
    {1 / Math.sqrt(6), 1 / Math.sqrt(6), -2 / Math.sqrt(6)},
    {1 / Math.sqrt(2), -1 / Math.sqrt(2), 0}
  };
  private static final double[][] CONES_BACK = inverse(CONES);
  private static final double[][] AXES_BACK = inverse(AXES);

  /** Half a level of 255: black has no logarithm. */
  private static final double DARKEST = 0.5 / 255;

  private LabColour() {}

  /** Converts into {@code lab}. */
  static void of(double red, double green, double blue, double[] lab) {
    lab[0] = Math.max(DARKEST, (red + 1) / 2);
    lab[1] = Math.max(DARKEST, (green + 1) / 2);
    lab[2] = Math.max(DARKEST, (blue + 1) / 2);
    multiply(CONES, lab);
    for (int i = 0; i < 3; i++) {
      lab[i] = Math.log10(lab[i]);
    }
    multiply(AXES, lab);
  }

  /** Converts in place. */
  static void toRgb(double[] lab) {
    multiply(AXES_BACK, lab);
    for (int i = 0; i < 3; i++) {
      lab[i] = Math.pow(10, lab[i]);
    }
    multiply(CONES_BACK, lab);
    for (int i = 0; i < 3; i++) {
      lab[i] = 2 * lab[i] - 1;
    }
  }

  private static void multiply(double[][] m, double[] v) {
    double a = m[0][0] * v[0] + m[0][1] * v[1] + m[0][2] * v[2];
    double b = m[1][0] * v[0] + m[1][1] * v[1] + m[1][2] * v[2];
    double c = m[2][0] * v[0] + m[2][1] * v[1] + m[2][2] * v[2];
    v[0] = a;
    v[1] = b;
    v[2] = c;
  }

  private static double[][] inverse(double[][] matrix) {
    return Nd4j.linalg().matrixInverse(Nd4j.createFromArray(matrix)).toDoubleMatrix();
  }
}
