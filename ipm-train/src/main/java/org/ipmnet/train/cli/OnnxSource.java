// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.eval.onnx.OnnxExport;

/** A model by the name that a user gives it, to be exported. */
final class OnnxSource {
  private OnnxSource() {}

  /**
   * What is exported; what the user has goes before what comes with the program.
   *
   * @param model a run, a checkpoint, a face parser's weights, or what comes with the program
   * @param damaged told in one line of each newer checkpoint that is damaged
   */
  static OnnxExport of(Path model, WeightType precision, Consumer<String> damaged) {
    if (!Files.exists(model)) {
      if (model.equals(MakeupModels.BUILT_IN)) {
        return OnnxExport.shipped(precision);
      }
      for (Pretrained network : Pretrained.values()) {
        if (model.equals(Path.of(network.key()))) {
          return network == Pretrained.BISENET
              ? OnnxExport.parser(network.defaultFile(), precision)
              : OnnxExport.of(network, precision);
        }
      }
    }
    if (Files.isRegularFile(model) && !Checkpoint.isOne(model)) {
      return OnnxExport.parser(model, precision);
    }
    try (Checkpoint checkpoint = CheckpointStore.model(model, damaged)) {
      return OnnxExport.of(checkpoint, precision);
    }
  }
}
