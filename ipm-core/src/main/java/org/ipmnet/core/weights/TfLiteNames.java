// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The layers' parameters in a TensorFlow Lite file by the names and in the order of dimensions that
 * PyTorch gives them: {@code conv2d/Kernel} [out, kh, kw, in] is {@code conv2d.weight} [out, in,
 * kh, kw], {@code depthwise_conv2d/Kernel} [1, kh, kw, c] is {@code depthwise_conv2d.weight} [c, 1,
 * kh, kw], a PReLU's {@code Alpha} [1, 1, c] its weight [c], and {@code segment/Kernel} [out, kh,
 * kw, in], of a transposed convolution, [in, out, kh, kw]. A linear layer's kernel [out, in] stays.
 */
final class TfLiteNames {
  private static final long[] CONVOLUTION = {0, 3, 1, 2};
  private static final long[] DEPTHWISE_OR_TRANSPOSED = {3, 0, 1, 2};

  /** The one transposed convolution among MediaPipe's networks is named so. */
  private static final String TRANSPOSED = "segment";

  private TfLiteNames() {}

  /** All parameters; other constants, such as sizes of paddings, are left out. */
  static Map<String, StoredTensor> stateDict(Map<String, StoredTensor> tensors) {
    Map<String, StoredTensor> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          int end = name.lastIndexOf('/');
          String layer = name.substring(0, Math.max(0, end));
          switch (name.substring(end + 1)) {
            case "Kernel" -> found.put(layer + ".weight", kernel(layer, tensor));
            case "Alpha" -> found.put(layer + ".weight", tensor.flat());
            case "Bias" -> found.put(layer + ".bias", tensor);
            default -> {
              // no parameter of a layer
            }
          }
        });
    return found;
  }

  /** Whether a tensor is named as a layer's parameter. */
  static boolean isParameter(String name) {
    return name.endsWith("/Kernel") || name.endsWith("/Alpha") || name.endsWith("/Bias");
  }

  private static StoredTensor kernel(String layer, StoredTensor kernel) {
    if (kernel.shape().size() == 2) {
      return kernel; // of a linear layer
    }
    String name = layer.substring(layer.lastIndexOf('/') + 1);
    return kernel.transposed(
        name.startsWith("depthwise") || name.equals(TRANSPOSED)
            ? DEPTHWISE_OR_TRANSPOSED
            : CONVOLUTION);
  }
}
