// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.weights.TfLiteTable.Field;

/**
 * Which tensors of a TensorFlow Lite model are whose parameters. A converter names a constant by
 * all that was folded into it, and layers share what is equal, such as biases of zeros. So each is
 * named here as older converters do, by the layers that read it: {@code conv2d_1/Kernel}, {@code
 * conv2d_1/Bias}, {@code p_re_lu/Alpha}.
 */
final class TfLiteLayers {
  private static final int MOST_OPERATORS = 100_000;

  /** Turns half precision into single; what is read behind it is what it reads. */
  private static final int DEQUANTIZE = 6;

  private final TfLiteTable model;
  private final TfLiteTable graph;
  private final Map<Integer, Set<String>> parameters = new HashMap<>();

  /** The layers of a model's graph. */
  TfLiteLayers(TfLiteTable model, TfLiteTable graph) {
    this.model = model;
    this.graph = graph;
  }

  /** Operators with parameters, by their number in the schema. */
  private enum Kind {
    CONVOLUTION(3, "Conv2D"),
    DEPTHWISE_CONVOLUTION(4, "depthwise"),
    FULLY_CONNECTED(9, "MatMul"),
    PARAMETRIC_RELU(54, "");

    private final int code;
    private final String end; // what the last part of a kernel's name begins with

    Kind(int code, String end) {
      this.code = code;
      this.end = end;
    }

    static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      return null;
    }

    /** The layer in a name like {@code model/norm_3/fused;model/conv2d_3/Conv2D}, or null. */
    String layer(String name) {
      for (String folded : name.split(";", -1)) {
        String[] parts = folded.split("/", -1);
        if (parts.length > 1 && parts[parts.length - 1].startsWith(end)) {
          return parts[parts.length - 2];
        }
      }
      return null;
    }
  }

  /** New names by the tensors' numbers; none of those that have such a name already. */
  Map<Integer, Set<String>> parameters() {
    int operators = graph.count(Field.GRAPH_OPERATORS);
    if (operators > MOST_OPERATORS) {
      throw new MalformedFile(
          "it has %d operators; %d are read at most", operators, MOST_OPERATORS);
    }
    Map<Integer, Integer> sources = new HashMap<>();
    for (int i = 0; i < operators; i++) {
      TfLiteTable operator = graph.table(Field.GRAPH_OPERATORS, i);
      int code = code(operator);
      int inputs = operator.count(Field.OPERATOR_INPUTS);
      if (code == DEQUANTIZE && inputs > 0 && operator.count(Field.OPERATOR_OUTPUTS) > 0) {
        sources.put(
            operator.integer(Field.OPERATOR_OUTPUTS, 0),
            operator.integer(Field.OPERATOR_INPUTS, 0));
      }
      Kind kind = Kind.of(code);
      if (kind != null && inputs > 1) {
        name(kind, operator, inputs, sources);
      }
    }
    return parameters;
  }

  private void name(Kind kind, TfLiteTable operator, int inputs, Map<Integer, Integer> sources) {
    int kernel = source(operator, 1, sources);
    if (kernel < 0 || kernel >= graph.count(Field.GRAPH_TENSORS)) {
      throw new MalformedFile("an operator reads tensor %d", kernel);
    }
    String name = graph.table(Field.GRAPH_TENSORS, kernel).text(Field.TENSOR_NAME);
    String layer = TfLiteNames.isParameter(name) ? null : kind.layer(name);
    if (layer == null) {
      return;
    }
    put(kernel, layer + (kind == Kind.PARAMETRIC_RELU ? "/Alpha" : "/Kernel"));
    if (kind != Kind.PARAMETRIC_RELU && inputs > 2) {
      put(source(operator, 2, sources), layer + "/Bias");
    }
  }

  private static int source(TfLiteTable operator, int input, Map<Integer, Integer> sources) {
    int tensor = operator.integer(Field.OPERATOR_INPUTS, input);
    return sources.getOrDefault(tensor, tensor);
  }

  private void put(int tensor, String name) {
    parameters.computeIfAbsent(tensor, number -> new LinkedHashSet<>()).add(name);
  }

  private int code(TfLiteTable operator) {
    int index = operator.integer(Field.OPERATOR_CODE);
    int codes = model.count(Field.MODEL_CODES);
    if (index < 0 || index >= codes) {
      throw new MalformedFile("an operator is number %d of %d", index, codes);
    }
    return model.table(Field.MODEL_CODES, index).octet(Field.CODE_OF_OLD);
  }
}
