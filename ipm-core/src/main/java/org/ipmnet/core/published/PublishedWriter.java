// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ipmnet.core.weights.PyTorchWriter;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Writes files as a published program does, so that its strict loader takes them. */
public final class PublishedWriter {
  private PublishedWriter() {}

  /**
   * Writes one file.
   *
   * @param sizes of the networks, which the program {@link PublishedProgram#builds}
   * @param ours gives our tensors by name
   * @param out its name says which of the program's files it is, the generator's if it says nothing
   * @return how the program names this file, such as {@code gen_*.pt}
   * @throws org.ipmnet.core.UserError naming the file if it cannot be written
   */
  public static <S extends Record> String write(
      PublishedProgram<S> program, S sizes, Function<String, INDArray> ours, Path out) {
    String file = program.files().named(out);
    Map<String, Object> content = new LinkedHashMap<>();
    for (StateDict dictionary : program.dictionaries(sizes)) {
      if (dictionary.file().equals(file)) {
        Map<String, INDArray> state = state(dictionary.tensors(), ours);
        dictionary.keys().forEach(key -> content.put(key, state));
        if (dictionary.keys().isEmpty()) {
          content.putAll(state);
        }
      }
    }
    PyTorchWriter.write(out, content);
    return file;
  }

  /** What is never used: AdaIN's running statistics as they always are, else zeros. */
  private static Map<String, INDArray> state(
      List<PublishedTensor> tensors, Function<String, INDArray> ours) {
    Map<String, INDArray> state = new LinkedHashMap<>();
    for (PublishedTensor tensor : tensors) {
      INDArray array =
          tensor.ours() != null
              ? ours.apply(tensor.ours())
              : Nd4j.create(DataType.FLOAT, tensor.sides())
                  .assign(tensor.theirs().endsWith("running_var") ? 1 : 0);
      state.put(tensor.theirs(), array);
    }
    return state;
  }
}
