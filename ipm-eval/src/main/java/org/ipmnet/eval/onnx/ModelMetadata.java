// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.onnx;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.weights.SafeTensors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What each ONNX file says of the checkpoint that it was made of. */
final class ModelMetadata {
  static final String CONFIG = "ipm.config";
  static final String ITERATION = "ipm.iteration";
  static final String BARE_STYLE = "ipm.bare-style";

  private ModelMetadata() {}

  static Map<String, String> of(Checkpoint checkpoint) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put(CONFIG, checkpoint.config());
    told.put(ITERATION, Long.toString(checkpoint.iteration()));
    told.put("ipm.version", checkpoint.textOr("ipm.version", "unknown"));
    told.put(
        "ipm.weights",
        String.format(Locale.ROOT, "CRC-32C %08x", SafeTensors.checksum(checkpoint.weights())));
    checkpoint.bareStyle().ifPresent(style -> told.put(BARE_STYLE, text(style)));
    return told;
  }

  private static String text(INDArray style) {
    return DoubleStream.of(style.reshape(style.length()).toDoubleVector())
        .mapToObj(value -> Float.toString((float) value))
        .collect(Collectors.joining(" "));
  }
}
