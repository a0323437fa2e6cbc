// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Arrays;
import java.util.Map;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxNode;
import org.ipmnet.core.onnx.OnnxValue;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where a {@link Layer} adds its nodes to an ONNX graph. Images have channels first there, whatever
 * their layout is here.
 *
 * @param graph in the making
 * @param name of the vertex in this application of its network; nodes are called {@code NAME/Conv}
 * @param prefix what the names of the vertex's tensors begin with in weight files
 * @param values parameters and statistics of the vertex
 */
record OnnxLayer(OnnxGraph graph, String name, String prefix, Map<String, INDArray> values) {

  /** Begins a node. */
  OnnxNode node(String operator, OnnxValue... inputs) {
    return graph.node(operator, name + "/" + operator, inputs);
  }

  /** A parameter or statistic. */
  OnnxValue tensor(String tensor) {
    return graph.tensor(prefix + tensor, values.get(tensor));
  }

  /** A tensor that is made of others. */
  OnnxValue tensor(String tensor, INDArray made) {
    return graph.tensor(prefix + tensor, made);
  }

  /** Whole numbers, of one dimension. */
  OnnxValue constant(long... numbers) {
    return graph.constant(name + "/Constant", numbers);
  }

  /** One number. */
  OnnxValue number(double value) {
    return graph.number(name + "/Constant", value);
  }

  /** The same number for each channel, [channels]. */
  OnnxValue perChannel(float value, long channels) {
    float[] values = new float[Math.toIntExact(channels)];
    Arrays.fill(values, value);
    return graph.constant(name + "/Constant", new long[] {channels}, values);
  }

  /**
   * Pixels around images.
   *
   * @param mode of ONNX's Pad: constant, which is zeros, or reflect
   */
  OnnxValue pad(OnnxValue x, String mode, long before, long after) {
    return node("Pad", x, constant(0, 0, before, before, 0, 0, after, after))
        .with("mode", mode)
        .done(x.channels());
  }

  /** Images of twice the side, nearest neighbour. */
  OnnxValue doubled(OnnxValue x) {
    OnnxValue scales = graph.constant(name + "/Constant", new long[] {4}, 1, 1, 2, 2);
    return node("Resize", x, null, scales)
        .with("mode", "nearest")
        .with("coordinate_transformation_mode", "asymmetric")
        .with("nearest_mode", "floor")
        .done(x.channels());
  }

  /** A part of codes [batch, n] from one place to another. */
  OnnxValue part(OnnxValue codes, long from, long to) {
    return node("Slice", codes, constant(from), constant(to), constant(1)).done(to - from);
  }
}
