// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A convolution without bias and the batch norm behind it as one convolution with bias. A frozen
 * network always normalises with its running statistics, so that the norm is a scale and a shift of
 * each channel: weight * s and beta - mean * s with s = gamma / sqrt(variance + epsilon). In a
 * ResNet-50 that saves 53 passes over all activations in each direction, and the memory of their
 * inputs; the results differ by rounding alone.
 *
 * <p>In the graph of such a network each convolution with a bias has the name of the weight file's
 * convolution, which has none; a convolution without bias has no norm.
 *
 * @param tensors of the weight file, by name
 * @param epsilon what the norms add to the variance
 */
public record FoldedNorm(Function<String, INDArray> tensors, double epsilon) {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /** What the weight file of a network holds, norms by themselves, told from the folded graph. */
  static TensorShapes shapes(ComputationGraphConfiguration graph) {
    TensorShapes shapes = new TensorShapes();
    GraphShapes.of(graph)
        .shapes()
        .forEach(
            (name, shape) -> {
              if (name.endsWith(BIAS)) {
                shapes.norm(normOf(without(BIAS, name)), shape.get(0));
              } else {
                shapes.add(name, shape.stream().mapToLong(Long::longValue).toArray());
              }
            });
    return shapes;
  }

  /** Fills the parameters of a network whose graph has its norms folded. */
  public void fill(Network network) {
    Map<String, INDArray> parameters = network.parameterViews();
    parameters.forEach(
        (name, weight) -> {
          if (name.endsWith(WEIGHT)) {
            String convolution = without(WEIGHT, name);
            INDArray bias = parameters.get(convolution + BIAS);
            if (bias == null) {
              weight.assign(tensors.apply(name));
            } else {
              fold(convolution, weight, bias);
            }
          }
        });
  }

  /**
   * Fills a convolution's parameters.
   *
   * @param convolution its name in the weight file
   * @param weight [out, in, k, k], written to
   * @param bias [out], written to
   */
  void fold(String convolution, INDArray weight, INDArray bias) {
    String norm = normOf(convolution);
    // In double, rounded once: a rounded scale would be wrong for a whole channel.
    INDArray scale =
        Transforms.pow(exact(norm + ".running_var").add(epsilon), -0.5, false)
            .muli(exact(norm + WEIGHT));
    bias.assign(exact(norm + BIAS).sub(exact(norm + ".running_mean").mul(scale)));
    INDArray rows =
        exact(convolution + WEIGHT).reshape(weight.size(0), weight.length() / weight.size(0));
    weight.assign(rows.mulColumnVector(scale.reshape(scale.length(), 1)).reshape(weight.shape()));
  }

  /**
   * The name of the norm behind a convolution: conv1, bn1; conv_avg.conv, conv_avg.bn;
   * downsample.0, downsample.1.
   */
  static String normOf(String convolution) {
    if (convolution.endsWith("downsample.0")) {
      return without("0", convolution) + "1";
    }
    int last = convolution.lastIndexOf("conv");
    return convolution.substring(0, last) + "bn" + convolution.substring(last + "conv".length());
  }

  private static String without(String ending, String name) {
    return name.substring(0, name.length() - ending.length());
  }

  private INDArray exact(String tensor) {
    return tensors.apply(tensor).castTo(DataType.DOUBLE);
  }
}
