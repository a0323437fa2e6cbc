// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.onnx;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.parsing.BiSeNet;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.parsing.ParsingDataConfig;
import org.ipmnet.eval.parsing.FaceParsers;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Face parsers as graphs. */
final class ParserGraphs {
  private ParserGraphs() {}

  static Map<String, Supplier<OnnxGraph>> of(Path weights, WeightType weightType) {
    BiSeNetWeights.Loaded loaded = BiSeNetWeights.read(weights);
    LabelScheme labels = FaceParsers.labels(weights, loaded.sizes().classes());
    return graphs(loaded.sizes(), loaded.tensors(), labels, weightType);
  }

  static Map<String, Supplier<OnnxGraph>> of(Checkpoint checkpoint, WeightType weightType) {
    String source = checkpoint.file().toString();
    Map<String, INDArray> tensors = new TreeMap<>();
    String prefix = BiSeNet.NAME + ".";
    checkpoint
        .weights()
        .forEach((name, tensor) -> tensors.put(name.substring(prefix.length()), tensor));
    LabelScheme labels =
        ConfigTree.parse(source + " (its configuration)", checkpoint.config())
            .section("data")
            .read(ParsingDataConfig.class)
            .labels();
    return graphs(BiSeNetWeights.sizes(source, tensors), tensors, labels, weightType);
  }

  private static Map<String, Supplier<OnnxGraph>> graphs(
      BiSeNetConfig sizes,
      Map<String, INDArray> tensors,
      LabelScheme labels,
      WeightType weightType) {
    return Map.of(
        BiSeNet.NAME,
        () -> {
          Network network = BiSeNet.trainable(sizes, DataType.FLOAT);
          BiSeNetWeights.load(network, tensors);
          return BiSeNet.toOnnx(network, classes(labels), weightType);
        });
  }

  /** Numbers and names of the classes in one line. */
  private static String classes(LabelScheme labels) {
    return IntStream.range(0, labels.size())
        .mapToObj(i -> i + " " + labels.parts().get(i).name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
