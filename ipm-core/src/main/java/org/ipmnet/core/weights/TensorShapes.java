// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.ipmnet.core.UserError;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The tensors that a network wants: names and shapes, in the order of its definition. */
public final class TensorShapes {
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();
  private Predicate<String> optional = name -> false;

  /** Adds a tensor. */
  public TensorShapes add(String name, long... shape) {
    if (shapes.put(name, LongStream.of(shape).boxed().toList()) != null) {
      throw new IllegalArgumentException("twice: " + name);
    }
    return this;
  }

  /** Adds a batch norm: weight, bias and running values. */
  public TensorShapes norm(String name, long channels) {
    return add(name + ".weight", channels)
        .add(name + ".bias", channels)
        .add(name + ".running_mean", channels)
        .add(name + ".running_var", channels);
  }

  /** Lets tensors of these names be missing; they are read as zeros then. */
  public TensorShapes zeroIfMissing(Predicate<String> names) {
    optional = names;
    return this;
  }

  /** Names and shapes; unmodifiable. */
  public Map<String, List<Long>> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  /**
   * Compares with what a file holds.
   *
   * @param source how the message calls the file
   * @param what how it calls the network
   * @param surplus which names may be there although they are not wanted
   * @throws UserError naming all missing, misshapen and surplus tensors at once
   */
  public void check(
      String source, String what, Map<String, StoredTensor> found, Predicate<String> surplus) {
    Map<String, List<Long>> stored = new TreeMap<>();
    found.forEach((name, tensor) -> stored.put(name, tensor.shape()));
    checkShapes(source, what, stored, surplus);
  }

  /**
   * Reads the tensors after {@link #check}.
   *
   * @return new float32 arrays by name, exactly those wanted
   * @throws UserError as {@link #check}, or if the file is damaged
   */
  public SortedMap<String, INDArray> read(
      String source, String what, Map<String, StoredTensor> found, Predicate<String> surplus) {
    check(source, what, found, surplus);
    SortedMap<String, INDArray> tensors = new TreeMap<>();
    shapes.forEach(
        (name, shape) -> {
          StoredTensor tensor = found.get(name);
          tensors.put(
              name,
              tensor == null
                  ? Nd4j.zeros(DataType.FLOAT, shape.stream().mapToLong(Long::longValue).toArray())
                  : tensor.read().castTo(DataType.FLOAT));
        });
    return tensors;
  }

  /** As {@link #check}, with the shapes that a file's tensors have. */
  public void checkShapes(
      String source, String what, Map<String, List<Long>> found, Predicate<String> surplus) {
    List<String> faults = faults(found, surplus);
    if (!faults.isEmpty()) {
      throw new UserError("%s does not hold %s: %s", source, what, String.join("; ", faults));
    }
  }

  /** What is missing, misshapen or surplus, each in a few words; see {@link #check}. */
  public List<String> faults(Map<String, List<Long>> found, Predicate<String> surplus) {
    List<String> faults = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          List<Long> stored = found.get(name);
          if (stored == null && optional.test(name)) {
            return;
          }
          if (stored == null) {
            faults.add(name + " is missing");
          } else if (!stored.equals(shape)) {
            faults.add(String.format(Locale.ROOT, "%s has shape %s, not %s", name, stored, shape));
          }
        });
    for (String name : found.keySet()) {
      if (!shapes.containsKey(name) && !surplus.test(name)) {
        faults.add(MalformedFile.shown(name) + " is not known");
      }
    }
    return faults;
  }
}
