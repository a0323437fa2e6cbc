// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.TensorShapes;

/**
 * A state dictionary of a published program.
 *
 * @param file the file that it stands in, as {@link SavedFiles} names it
 * @param keys under which it stands there, the same under each; none if it is all the file holds
 * @param tensors in the order of the program's modules, by which its optimiser numbers parameters
 */
public record StateDict(String file, List<String> keys, List<PublishedTensor> tensors) {

  /** Of a file that holds one network, whose modules have the names of our vertices. */
  static StateDict of(String file, String network, ComputationGraphConfiguration graph) {
    return new StateDict(file, List.of(), TensorList.sameNames(network, graph));
  }

  /** The first of the keys, which is what is read; null without any. */
  String key() {
    return keys.isEmpty() ? null : keys.get(0);
  }

  /**
   * Compares with what was found.
   *
   * @param source how messages call the place where it was found
   * @param owner whose program it is
   * @throws org.ipmnet.core.UserError naming all missing, misshapen and surplus tensors at once
   */
  void check(String source, String owner, Map<String, StoredTensor> found) {
    TensorShapes wanted = new TensorShapes();
    tensors.forEach(tensor -> wanted.add(tensor.theirs(), tensor.sides()));
    wanted.check(source, "the tensors of a " + file + " of " + owner, found, name -> false);
  }
}
