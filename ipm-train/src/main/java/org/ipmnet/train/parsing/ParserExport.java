// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.parsing.BiSeNet;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Exports a parser's weights to the file format of the published program. */
public final class ParserExport {
  private static final String PREFIX = BiSeNet.NAME + ".";

  private ParserExport() {}

  /** Whether a checkpoint holds a parser. */
  public static boolean fits(Checkpoint checkpoint) {
    return checkpoint.networks().contains(BiSeNet.NAME);
  }

  /**
   * Converts a weight file, such as an imported one.
   *
   * @throws org.ipmnet.core.UserError if the file holds no parser, or cannot be written
   */
  public static void write(Path file, Path weights) {
    BiSeNetWeights.export(file, BiSeNetWeights.read(weights).tensors(), 0);
  }

  /**
   * Writes the state dictionary that the published program loads strictly.
   *
   * @throws org.ipmnet.core.UserError naming the file if it cannot be written
   */
  public static void write(Path file, Checkpoint checkpoint) {
    SortedMap<String, INDArray> tensors = new TreeMap<>();
    checkpoint
        .weights()
        .forEach((name, tensor) -> tensors.put(name.substring(PREFIX.length()), tensor));
    BiSeNetWeights.export(file, tensors, checkpoint.iteration());
  }
}
