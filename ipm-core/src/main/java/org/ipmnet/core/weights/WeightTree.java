// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipmnet.core.UserError;

/**
 * A place in what a weight file holds: a dictionary, a list (a tuple is one too), a tensor, or a
 * plain value. An optimiser's state, for example:
 *
 * <pre>{@code
 * WeightTree state = file.root().at("gen").at("state").at(68L);
 * double steps = state.at("step").number();
 * StoredTensor first = state.at("exp_avg").tensor();
 * }</pre>
 */
public final class WeightTree {
  private static final int DEEPEST = 64;
  private static final int LONGEST_NAME = 512;
  private static final long FREE = 1 << 20;
  private static final int COST = 64;

  private final FileBytes file;
  private final String path;
  private final Object value;

  private WeightTree(FileBytes file, String path, Object value) {
    this.file = file;
    this.path = path;
    this.value = value;
  }

  static WeightTree root(FileBytes file, Object value) {
    return new WeightTree(file, "", value);
  }

  /** Whether this is a dictionary with that key; whole numbers as keys are {@code Long}. */
  public boolean has(Object key) {
    return value instanceof Map<?, ?> map && map.containsKey(key);
  }

  /** A dictionary's keys in the order of the file; empty for anything else. */
  public Set<?> keys() {
    return value instanceof Map<?, ?> map ? map.keySet() : Set.of();
  }

  /**
   * What a key leads to.
   *
   * @throws UserError if this is no dictionary or lacks the key
   */
  public WeightTree at(Object key) {
    if (!has(key)) {
      throw new UserError("%s holds no %s", file.path(), below(key));
    }
    return new WeightTree(file, below(key), ((Map<?, ?>) value).get(key));
  }

  /**
   * A list's items.
   *
   * @throws UserError if this is no list
   */
  public List<WeightTree> items() {
    List<?> list = listOf(value);
    if (list == null) {
      throw wrong("a list");
    }
    List<WeightTree> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(new WeightTree(file, below(i), list.get(i)));
    }
    return items;
  }

  /**
   * The tensor at this place.
   *
   * @throws UserError if there is another thing
   */
  public StoredTensor tensor() {
    TensorValue tensor = tensorOf(value);
    if (tensor == null) {
      throw wrong("a tensor");
    }
    return tensor.tensor();
  }

  /**
   * The number at this place; a tensor of one element is one too, as PyTorch's step counts are.
   *
   * @throws UserError if there is another thing
   */
  public double number() {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    TensorValue tensor = tensorOf(value);
    if (tensor != null && tensor.tensor().elements() == 1) {
      return tensor.tensor().read().getDouble(0);
    }
    throw wrong("a number");
  }

  /**
   * The text at this place.
   *
   * @throws UserError if there is another thing
   */
  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("a text");
  }

  /**
   * A plain value as it is: number, text, truth value or null; a container or tensor is refused.
   */
  public Object plain() {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return text();
  }

  /**
   * All tensors at and below this place. A name is the keys that lead there, joined with {@code /};
   * a tensor that is all there is has the name {@code tensor}.
   *
   * @throws UserError if the structure is deeper or larger than any weight file's
   */
  public Map<String, StoredTensor> tensors() {
    try {
      Map<String, StoredTensor> found = new LinkedHashMap<>();
      collect("", value, 0, new long[] {FREE + 4 * file.length()}, found);
      return found;
    } catch (MalformedFile e) {
      throw file.error("weight file", e);
    }
  }

  // Containers may be shared, so a small file can describe an endless tree. Each node and name
  // visited is subtracted from an allowance, which grows with the file's length.
  private static void collect(
      String path, Object at, int depth, long[] allowance, Map<String, StoredTensor> found) {
    TensorValue tensor = tensorOf(at);
    boolean plain = tensor == null && !(at instanceof Map) && listOf(at) == null;
    allowance[0] -= plain ? 1 : COST + path.length();
    if (depth > DEEPEST || allowance[0] < 0) {
      throw new MalformedFile("what it holds is nested too deeply or refers to itself");
    }
    if (path.length() > LONGEST_NAME) {
      throw new MalformedFile("a name in it has %d characters", path.length());
    }
    if (tensor != null) {
      String name = path.isEmpty() ? "tensor" : path;
      if (found.put(name, tensor.tensor()) != null) {
        throw new MalformedFile("two of its tensors are named %s", MalformedFile.shown(name));
      }
    } else if (at instanceof Map<?, ?> map) {
      map.forEach((key, value) -> collect(join(path, key), value, depth + 1, allowance, found));
    } else if (listOf(at) != null) {
      List<?> list = listOf(at);
      for (int i = 0; i < list.size(); i++) {
        collect(join(path, i), list.get(i), depth + 1, allowance, found);
      }
    }
  }

  /** PaddlePaddle writes a tensor as the pair of its name and its array. */
  private static TensorValue tensorOf(Object value) {
    if (value instanceof Object[] pair
        && pair.length == 2
        && pair[0] instanceof String
        && pair[1] instanceof TensorValue tensor) {
      return tensor;
    }
    return value instanceof TensorValue tensor ? tensor : null;
  }

  private static List<?> listOf(Object value) {
    if (value instanceof Object[] tuple) {
      return Arrays.asList(tuple);
    }
    return value instanceof List<?> list ? list : null;
  }

  private static String join(String path, Object key) {
    return path.isEmpty() ? String.valueOf(key) : path + "/" + key;
  }

  private String below(Object key) {
    return join(path, key);
  }

  private UserError wrong(String wanted) {
    return new UserError(
        "%s: %s must be %s", file.path(), path.isEmpty() ? "what it holds" : path, wanted);
  }
}
