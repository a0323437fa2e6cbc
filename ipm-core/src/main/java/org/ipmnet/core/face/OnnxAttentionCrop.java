// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import java.util.Arrays;
import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;

/** An {@link AttentionCrop} as nodes of an ONNX graph; its numbers are [batch, 1]. */
final class OnnxAttentionCrop {
  private static final int CELLS = AttentionCrop.SIDE * AttentionCrop.SIDE;

  private final OnnxArithmetic at;
  private final OnnxValue xx;
  private final OnnxValue xy;
  private final OnnxValue x0;
  private final OnnxValue yx;
  private final OnnxValue yy;
  private final OnnxValue y0;

  /**
   * Around a part of a mesh.
   *
   * @param mesh [batch, points, 3] in pixels of the picture
   */
  OnnxAttentionCrop(OnnxGraph graph, OnnxValue mesh, RefinedPart part) {
    this.at = new OnnxArithmetic(graph, "crop." + part.layer());
    long[] points = Arrays.stream(part.points()).asLongStream().toArray();
    OnnxValue x = column(mesh, 0, points);
    OnnxValue y = column(mesh, 1, points);
    OnnxValue across =
        at.difference(column(mesh, 0, part.rightEnd()), column(mesh, 0, part.leftEnd()));
    OnnxValue down =
        at.difference(column(mesh, 1, part.rightEnd()), column(mesh, 1, part.leftEnd()));
    OnnxValue length = at.apply("Sqrt", at.sum(at.product(across, across), at.product(down, down)));
    OnnxValue cos = at.quotient(across, length);
    OnnxValue sin = at.apply("Neg", at.quotient(down, length));
    OnnxValue levelX = at.difference(at.product(cos, x), at.product(sin, y));
    OnnxValue levelY = at.sum(at.product(sin, x), at.product(cos, y));
    OnnxValue left = at.over("ReduceMin", levelX, 1);
    OnnxValue right = at.over("ReduceMax", levelX, 1);
    OnnxValue top = at.over("ReduceMin", levelY, 1);
    OnnxValue bottom = at.over("ReduceMax", levelY, 1);
    OnnxValue middle = at.product(at.sum(left, right), 0.5);
    OnnxValue centre = at.product(at.sum(top, bottom), 0.5);
    double cell = AttentionCrop.MARGIN / AttentionCrop.SIDE;
    OnnxValue wide = at.product(at.difference(right, left), cell);
    OnnxValue high = at.product(at.difference(bottom, top), cell);
    double half = AttentionCrop.SIDE / 2.0;
    this.xx = at.product(cos, wide);
    this.xy = at.product(sin, high);
    this.yx = at.apply("Neg", at.product(sin, wide));
    this.yy = at.product(cos, high);
    this.x0 =
        at.difference(
            at.sum(at.product(cos, middle), at.product(sin, centre)),
            at.product(at.sum(xx, xy), half));
    this.y0 =
        at.difference(
            at.difference(at.product(cos, centre), at.product(sin, middle)),
            at.product(at.sum(yx, yy), half));
  }

  /** x or y of some points in cells of the map, [batch, points]. */
  private OnnxValue column(OnnxValue mesh, int coordinate, long... points) {
    OnnxValue values = at.chosen(at.chosen(mesh, 1, points), 2, coordinate);
    return at.product(at.reshaped(values, 0, points.length), 1.0 / AttentionCrop.PIXELS);
  }

  /**
   * What is seen through it, [batch, channels, 16, 16].
   *
   * @param map [batch, channels, side, side]
   */
  OnnxValue of(OnnxValue map, int side) {
    float[] columns = new float[CELLS];
    float[] rows = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      columns[i] = i % AttentionCrop.SIDE + 0.5f;
      rows[i] = i / AttentionCrop.SIDE + 0.5f;
    }
    OnnxValue column = at.numbers(new long[] {1, CELLS}, columns);
    OnnxValue row = at.numbers(new long[] {1, CELLS}, rows);
    OnnxValue x = place(xx, column, xy, row, x0);
    OnnxValue y = place(yx, column, yy, row, y0);
    OnnxValue grid = at.joined(2, signed(x, side), signed(y, side));
    OnnxValue seen =
        at.begin("GridSample", map, at.reshaped(grid, 0, AttentionCrop.SIDE, AttentionCrop.SIDE, 2))
            .with("mode", "bilinear")
            .with("padding_mode", "zeros")
            .withOne("align_corners", 1)
            .done(map.channels());
    OnnxValue inside = at.one(at.apply("And", inside(x, side), inside(y, side)));
    return at.product(seen, at.reshaped(inside, 0, 1, AttentionCrop.SIDE, AttentionCrop.SIDE));
  }

  /** In pixels of the map between their middles, [batch, cells]. */
  private OnnxValue place(
      OnnxValue byColumn, OnnxValue column, OnnxValue byRow, OnnxValue row, OnnxValue first) {
    OnnxValue turned = at.sum(at.product(byColumn, column), at.product(byRow, row));
    return at.difference(at.sum(turned, first), at.number(0.5));
  }

  /** From 0 to side - 1 to -1 to 1, [batch, cells, 1]. */
  private OnnxValue signed(OnnxValue place, int side) {
    OnnxValue scaled = at.difference(at.product(place, 2.0 / (side - 1)), at.number(1));
    return at.reshaped(scaled, 0, CELLS, 1);
  }

  private OnnxValue inside(OnnxValue place, int side) {
    return at.apply(
        "And",
        at.apply("GreaterOrEqual", place, at.number(0)),
        at.apply("LessOrEqual", place, at.number(side - 1)));
  }

  /**
   * Points in pixels of the picture, [batch, points, 2].
   *
   * @param found x and y of each in quarters of a cell of the crop, [batch, 2 points, 1, 1]
   */
  OnnxValue back(OnnxValue found, int points) {
    OnnxValue pairs = at.reshaped(found, 0, points, 2);
    OnnxValue x = at.reshaped(at.chosen(pairs, 2, 0), 0, points);
    OnnxValue y = at.reshaped(at.chosen(pairs, 2, 1), 0, points);
    return at.joined(2, back(xx, x, xy, y, x0, points), back(yx, x, yy, y, y0, points));
  }

  private OnnxValue back(
      OnnxValue byX, OnnxValue x, OnnxValue byY, OnnxValue y, OnnxValue first, int points) {
    OnnxValue turned = at.sum(at.product(byX, x), at.product(byY, y));
    return at.reshaped(at.sum(turned, at.product(first, AttentionCrop.PIXELS)), 0, points, 1);
  }
}
