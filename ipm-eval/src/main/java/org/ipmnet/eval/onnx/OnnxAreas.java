// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.onnx;

import java.util.Arrays;
import java.util.Locale;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig.Pooling;
import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.data.label.FaceAreas;

/** What networks read of a face's areas, as {@code BatchAreas} has it, in nodes of a graph. */
final class OnnxAreas {
  private static final int SKIN = FaceArea.SKIN.ordinal();

  private final OnnxArithmetic at;
  private final OnnxValue shares;
  private final OnnxValue seen;
  private final OnnxValue means;

  /**
   * Areas of faces.
   *
   * @param shares [batch, areas, h, w]
   */
  OnnxAreas(OnnxGraph graph, OnnxValue shares) {
    this.at = new OnnxArithmetic(graph, "areas");
    this.shares = shares;
    OnnxValue pixels = at.sums(shares, 2, 3);
    this.seen = at.apply("GreaterOrEqual", pixels, at.number(FaceAreas.LEAST_PIXELS));
    OnnxValue each = at.either(seen, at.quotient(at.number(1), pixels), at.number(0));
    this.means = at.product(shares, each);
  }

  /** Adds the input. */
  static OnnxValue input(OnnxGraph graph) {
    return graph.input(
        "areas",
        "how much each pixel belongs to each area, from 0 to 1: "
            + names()
            + "; of a pixel they add up to how much it belongs to the makeup area",
        "batch",
        FaceArea.COUNT,
        "height",
        "width");
  }

  /** The areas' names in their order. */
  static String names() {
    return String.join(
        ", ",
        Arrays.stream(FaceArea.values())
            .map(area -> area.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList());
  }

  /** How much each pixel belongs to each area. */
  OnnxValue shares() {
    return shares;
  }

  /** What E_S reads beside a photo, in its order; see {@link FaceAreas#contrasts}. */
  OnnxValue[] ofStyle(IpmNet net) {
    long side = net.areaReduction();
    OnnxValue cells =
        at.begin("AveragePool", means)
            .with("kernel_shape", side, side)
            .with("strides", side, side)
            .done(FaceArea.COUNT);
    OnnxValue sums = at.product(cells, (double) side * side);
    OnnxValue skin = at.chosen(sums, 1, SKIN);
    float[] others = new float[FaceArea.COUNT];
    Arrays.fill(others, 1);
    others[SKIN] = 0;
    OnnxValue less = at.product(skin, at.numbers(new long[] {1, FaceArea.COUNT, 1, 1}, others));
    OnnxValue contrasts = at.either(seen, at.difference(sums, less), at.number(0));
    if (net.pooling() == Pooling.REGIONS) {
      return new OnnxValue[] {named(contrasts, FaceArea.COUNT)};
    }
    OnnxValue[] both = new OnnxValue[1 + FaceArea.COUNT];
    Arrays.fill(both, skin);
    both[0] = contrasts;
    return new OnnxValue[] {named(at.joined(1, both), 2L * FaceArea.COUNT), means};
  }

  private static OnnxValue named(OnnxValue value, long channels) {
    return new OnnxValue(value.name(), channels);
  }

  /** How much each pixel belongs to one area, [batch, 1, h, w]. */
  OnnxValue share(FaceArea area) {
    return at.chosen(shares, 1, area.ordinal());
  }

  /** The mean of images [batch, c, h, w] over the skin, [batch, c, 1, 1]; 0 where there is none. */
  OnnxValue meanOfSkin(OnnxValue images) {
    return at.sums(at.product(images, at.chosen(means, 1, SKIN)), 2, 3);
  }
}
