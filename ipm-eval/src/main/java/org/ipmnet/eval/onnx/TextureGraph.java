// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.onnx;

import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.texture.FractionalDifferential;

/** The paper's texture as a graph, for programs that have no filter of their own. */
final class TextureGraph {
  /** Shares of red, green and blue in a gray in [0, 1] of colours in [-1, 1]. */
  private static final float[] HALF_LUMA = {0.1495f, 0.2935f, 0.057f};

  private TextureGraph() {}

  static OnnxGraph of(DataConfig data) {
    OnnxGraph graph =
        new OnnxGraph(
            "texture",
            "The texture of a face: a fractional differential, see FractionalDifferential.",
            WeightType.FLOAT32);
    OnnxValue photo = graph.input("photo", IpmNetGraphs.PHOTO, "batch", 3, "height", "width");
    OnnxValue mask =
        graph.input(
            "mask", "1 where a pixel is kept, 0 in the makeup area", "batch", 1, "height", "width");
    OnnxValue features =
        graph.input("features", "1 on brows, nose and lips, else 0", "batch", 1, "height", "width");
    OnnxArithmetic at = new OnnxArithmetic(graph, "texture");
    OnnxValue luma = at.numbers(new long[] {1, 3, 1, 1}, HALF_LUMA);
    OnnxValue gray = at.apply("Conv", photo, luma, at.numbers(new long[] {1}, 0.5f));
    int border = FractionalDifferential.SIDE / 2;
    OnnxValue mirrored =
        at.begin("Pad", gray, at.whole(0, 0, border, border, 0, 0, border, border))
            .with("mode", "reflect")
            .done();
    FractionalDifferential filter =
        new FractionalDifferential(data.textureOrder(), data.textureGain(), data.featureGain());
    long side = FractionalDifferential.SIDE;
    OnnxValue kernel = at.numbers(new long[] {1, 1, side, side}, filter.kernel());
    OnnxValue differential = at.difference(at.apply("Conv", mirrored, kernel), gray);
    OnnxValue gain =
        at.sum(
            at.product(features, data.textureGain() * (data.featureGain() - 1)),
            at.number(data.textureGain()));
    OnnxValue inside = at.difference(at.number(1), mask);
    graph.output(
        "texture",
        "the texture t that transfer.onnx reads",
        at.clamped(at.product(at.product(inside, gain), differential), -1, 1),
        "batch",
        1,
        "height",
        "width");
    return graph;
  }
}
