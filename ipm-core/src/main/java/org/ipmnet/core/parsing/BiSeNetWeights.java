// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.parsing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ipmnet.core.UserError;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.weights.PyTorchWriter;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.TensorShapes;
import org.ipmnet.core.weights.WeightFile;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Weights of a face parser in files: the published {@code 79999_iter.pth} and its like. */
public final class BiSeNetWeights {
  private static final String COUNT = ".num_batches_tracked";
  private static final String FIRST = "cp.resnet.conv1.weight";
  private static final String LAST = "conv_out.conv_out.weight";
  private static final String WHAT = "a BiSeNet for face parsing";

  private BiSeNetWeights() {}

  /**
   * What a file holds.
   *
   * @param sizes as its tensors have them
   * @param tensors float32 by published name, see {@link #shapes}
   */
  public record Loaded(BiSeNetConfig sizes, SortedMap<String, INDArray> tensors) {}

  /** All tensors of a network, spelled as in the published file. */
  public static TensorShapes shapes(BiSeNetConfig sizes) {
    return GraphShapes.of(BiSeNet.graph(sizes, Blocks.NORMED, DataType.FLOAT));
  }

  /**
   * Those of a network that parses but is not trained on, such as an ONNX file's: the auxiliary
   * heads may be missing.
   */
  public static TensorShapes shapesAtWork(BiSeNetConfig sizes) {
    return shapes(sizes)
        .zeroIfMissing(name -> name.startsWith("conv_out16.") || name.startsWith("conv_out32."));
  }

  /** Views of a trainable network's parameters and running statistics by published name. */
  public static SortedMap<String, INDArray> tensors(Network network) {
    SortedMap<String, INDArray> tensors = new TreeMap<>(network.parameterViews());
    tensors.putAll(network.statisticViews());
    return tensors;
  }

  /**
   * Reads a file of any format; the network's size is read off the tensors' shapes.
   *
   * @throws UserError naming all missing, misshapen and surplus tensors at once, or if the file is
   *     no weight file
   */
  public static Loaded read(Path file) {
    try (WeightFile weights = WeightFile.open(file)) {
      Map<String, StoredTensor> found = weights.stateDict();
      Map<String, List<Long>> stored = new TreeMap<>();
      found.forEach((name, tensor) -> stored.put(name, tensor.shape()));
      BiSeNetConfig sizes = seen(file.toString(), stored);
      TensorShapes wanted =
          weights.format() == WeightFile.Format.ONNX ? shapesAtWork(sizes) : shapes(sizes);
      return new Loaded(sizes, wanted.read(file.toString(), WHAT, found, BiSeNetWeights::isCount));
    }
  }

  /**
   * The size of the network that has these tensors.
   *
   * @param source how messages call them
   * @throws UserError naming all missing, misshapen and surplus tensors at once
   */
  public static BiSeNetConfig sizes(String source, Map<String, INDArray> tensors) {
    Map<String, List<Long>> found = new TreeMap<>();
    tensors.forEach(
        (name, tensor) -> found.put(name, Arrays.stream(tensor.shape()).boxed().toList()));
    BiSeNetConfig sizes = seen(source, found);
    shapes(sizes).checkShapes(source, WHAT, found, BiSeNetWeights::isCount);
    return sizes;
  }

  private static boolean isCount(String name) {
    return name.endsWith(COUNT);
  }

  /** A first guess from two tensors. */
  private static BiSeNetConfig seen(String source, Map<String, List<Long>> found) {
    return new BiSeNetConfig(outputs(source, found, LAST), outputs(source, found, FIRST));
  }

  private static int outputs(String source, Map<String, List<Long>> found, String convolution) {
    List<Long> shape = found.get(convolution);
    if (shape == null || shape.size() != 4) {
      throw new UserError("%s does not hold %s: %s is missing", source, WHAT, convolution);
    }
    return (int) Math.min(Integer.MAX_VALUE, shape.get(0));
  }

  /**
   * Sets a trainable network's parameters and running statistics.
   *
   * @param tensors by published name
   */
  public static void load(Network network, Map<String, INDArray> tensors) {
    tensors(network).forEach((name, view) -> view.assign(tensors.get(name)));
  }

  /**
   * Writes a file that the published program loads strictly: its state dictionary with all names,
   * the norms' counts of batches among them.
   *
   * @param tensors by published name
   * @param iterations what the counts say
   * @throws UserError naming the file if it cannot be written
   */
  public static void export(Path file, Map<String, INDArray> tensors, long iterations) {
    Map<String, Object> content = new LinkedHashMap<>();
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              content.put(name, tensor);
              if (name.endsWith(".running_var")) {
                content.put(
                    name.substring(0, name.lastIndexOf('.')) + COUNT, Nd4j.scalar(iterations));
              }
            });
    PyTorchWriter.write(file, content);
  }
}
