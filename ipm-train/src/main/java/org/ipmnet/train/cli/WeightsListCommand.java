// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.WeightFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ipm weights list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "List the tensors of a PyTorch file, a pickle of arrays, a .pdparams, a safetensors or an"
            + " ONNX file.",
    footer = {
      "",
      "Nothing in the file is run. Nested dictionaries' keys are joined with /.",
      "",
      "Example:",
      "  ipm weights list resnet50_ft_weight.pkl"
    })
final class WeightsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the weight file")
  private Path file;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (WeightFile weights = WeightFile.open(file)) {
      long elements = 0;
      for (Map.Entry<String, StoredTensor> entry : weights.tensors().entrySet()) {
        StoredTensor tensor = entry.getValue();
        String name = StoredTensor.printable(entry.getKey());
        out.printf(Locale.ROOT, "%-5s %-20s %s%n", tensor.type(), tensor.shape(), name);
        elements += tensor.elements();
      }
      out.printf(
          Locale.ROOT,
          "%s: %d tensors, %,d elements%n",
          weights.format().description(),
          weights.tensors().size(),
          elements);
    }
    out.flush();
    return 0;
  }
}
