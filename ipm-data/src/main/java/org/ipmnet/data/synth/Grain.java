// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/** Smooth noise fixed to places of a face: value noise on a lattice, hashed from a seed. */
record Grain(long seed) {

  /** Noise in [-1, 1] at a place; {@code cells} lattice cells per face unit. */
  double at(double x, double y, double cells) {
    double u = x * cells;
    double v = y * cells;
    long column = (long) Math.floor(u);
    long row = (long) Math.floor(v);
    double fx = ease(u - column);
    double fy = ease(v - row);
    double top = corner(column, row) * (1 - fx) + corner(column + 1, row) * fx;
    double bottom = corner(column, row + 1) * (1 - fx) + corner(column + 1, row + 1) * fx;
    return top * (1 - fy) + bottom * fy;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }

  private double corner(long column, long row) {
    long h = seed + column * 0x9E3779B97F4A7C15L + row * 0xC2B2AE3D27D4EB4FL;
    h = (h ^ (h >>> 31)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return ((h ^ (h >>> 31)) >> 11) * 0x1.0p-52;
  }
}
