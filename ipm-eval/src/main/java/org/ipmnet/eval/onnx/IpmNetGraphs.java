// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.onnx;

import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.network.OnnxTranslation;
import org.ipmnet.core.onnx.OnnxArithmetic;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;

/**
 * IPM-Net's networks as graphs of their own. A style code is [batch, style] there, and E_S makes
 * what it reads of areas itself.
 *
 * @param net trained
 * @param sizes of the networks
 * @param weightType how weights are stored
 */
record IpmNetGraphs(IpmNet net, IpmNetNetworkConfig sizes, WeightType weightType) {
  static final String PHOTO =
      "red, green and blue of an upright face's square, in [-1, 1], at the size that the model was trained at";

  OnnxGraph identity() {
    OnnxGraph graph = new OnnxGraph("identity", "E_I of IPM-Net: who a face is.", weightType);
    OnnxValue r = residual(graph);
    OnnxValue code = OnnxTranslation.of(net.identity()).addTo(graph, r)[0];
    graph.output(
        "code", "the identity code", code, "batch", sizes.codeChannels(), "height/4", "width/4");
    return graph;
  }

  private static OnnxValue residual(OnnxGraph graph) {
    return graph.input(
        "r",
        "r_x: the photo in [-1, 1] where it is kept, the texture on gray (0) in the makeup area",
        "batch",
        3,
        "height",
        "width");
  }

  OnnxGraph style() {
    OnnxGraph graph =
        new OnnxGraph("style", "E_S of IPM-Net: what makeup a face wears.", weightType);
    OnnxValue photo = graph.input("photo", PHOTO, "batch", 3, "height", "width");
    OnnxAreas areas = net.readsAreas() ? new OnnxAreas(graph, OnnxAreas.input(graph)) : null;
    graph.output("style", "the style code", style(graph, photo, areas), "batch", sizes.style());
    return graph;
  }

  /**
   * E_S in a graph, [batch, style].
   *
   * @param areas null where it reads none
   */
  OnnxValue style(OnnxGraph graph, OnnxValue photo, OnnxAreas areas) {
    OnnxTranslation style = OnnxTranslation.of(net.style());
    OnnxValue[] beside = areas == null ? new OnnxValue[0] : areas.ofStyle(net);
    OnnxValue code = style.addTo(graph, behind(photo, beside))[0];
    return new OnnxArithmetic(graph, "code").reshaped(code, 0, sizes.style());
  }

  private static OnnxValue[] behind(OnnxValue first, OnnxValue... others) {
    OnnxValue[] all = new OnnxValue[1 + others.length];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  OnnxGraph mlp() {
    OnnxGraph graph =
        new OnnxGraph(
            "mlp", "IPM-Net's MLP: a style code to what G's norms and tones read.", weightType);
    OnnxValue code =
        graph.input("style", "a style code, or a mean of some", "batch", sizes.style());
    OnnxValue parameters = OnnxTranslation.of(net.mlp()).addTo(graph, code)[0];
    graph.output(
        "parameters",
        "shifts and scales of all adaptive norms, then the areas' tones if G paints such",
        parameters,
        "batch",
        parameters.channels());
    return graph;
  }

  OnnxGraph generator() {
    OnnxGraph graph =
        new OnnxGraph("generator", "G of IPM-Net: paints a face in a style.", weightType);
    OnnxValue code =
        graph.input(
            "code", "the identity code", "batch", sizes.codeChannels(), "height/4", "width/4");
    OnnxValue style =
        graph.input("parameters", "what the MLP makes of a style code", "batch", parameters());
    OnnxValue r = residual(graph);
    OnnxValue[] inputs =
        net.tones()
            ? new OnnxValue[] {code, style, r, OnnxAreas.input(graph)}
            : new OnnxValue[] {code, style, r};
    graph.output(
        "picture",
        "the face in that style; what lies outside of [-1, 1] is to be clamped",
        OnnxTranslation.of(net.generator()).addTo(graph, inputs)[0],
        "batch",
        3,
        "height",
        "width");
    return graph;
  }

  /** How many values the MLP makes. */
  private long parameters() {
    return net.mlp().parameterViews().get("2.bias").length();
  }
}
