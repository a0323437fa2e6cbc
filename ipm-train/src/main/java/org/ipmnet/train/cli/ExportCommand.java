// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.eval.web.WebExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ipm export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write a page that puts makeup on photos in a visitor's own browser.",
    footer = {
      "",
      "DIR is for any file server; photos do not leave the browser. --runtime is the file that npm "
          + "pack onnxruntime-web@1.23.2 fetches. Networks alone: ipm weights export.",
      "",
      "Example:",
      "  ipm export --web site"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|CHECKPOINT|built-in",
      defaultValue = "built-in",
      description = "an IPM-Net with the paper's texture (${DEFAULT-VALUE})")
  private Path model;

  @Option(names = "--web", required = true, paramLabel = "DIR", description = "a new folder")
  private Path web;

  @Option(
      names = "--runtime",
      paramLabel = "FILE",
      description = "ONNX Runtime for browsers (~/.ipm/web/" + WebExport.RUNTIME + ")")
  private Path runtime;

  @Option(
      names = "--precision",
      paramLabel = "float32|float16",
      defaultValue = "float16",
      description = "of weights (${DEFAULT-VALUE}); float16 has half the size")
  private WeightType precision;

  @Override
  public Integer call() {
    Path used = runtime == null ? WebExport.usualRuntime() : runtime;
    WebExport.write(
        OnnxSource.of(model, precision, spec.commandLine().getErr()::println),
        used,
        precision,
        web);
    spec.commandLine()
        .getOut()
        .println(web + ": offer it with any file server, such as python3 -m http.server -d " + web);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
