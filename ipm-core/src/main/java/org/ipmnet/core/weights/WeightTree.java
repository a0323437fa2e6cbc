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
  private static final int MOST_VALUES = 1 << 18;
  private static final int LONGEST_NAME = 512;

  private final String source;
  private final String path;
  private final Object value;

  private WeightTree(String source, String path, Object value) {
    this.source = source;
    this.path = path;
    this.value = value;
  }

  static WeightTree root(String source, Object value) {
    return new WeightTree(source, "", value);
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
      throw new UserError("%s holds no %s".formatted(source, below(key)));
    }
    return new WeightTree(source, below(key), ((Map<?, ?>) value).get(key));
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
      items.add(new WeightTree(source, below(i), list.get(i)));
    }
    return items;
  }

  /** Whether this is a tensor. */
  public boolean isTensor() {
    return tensorOf(value) != null;
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
      collect("", value, 0, new int[1], found);
      return found;
    } catch (MalformedFile e) {
      throw new UserError(
          "%s is not a usable weight file: %s".formatted(source, e.getMessage()), e);
    }
  }

  // visited: containers may be shared, so a small file can describe a tree that is endless
  private static void collect(
      String path, Object at, int depth, int[] visited, Map<String, StoredTensor> found) {
    if (depth > DEEPEST || ++visited[0] > MOST_VALUES) {
      throw new MalformedFile("what it holds is nested too deeply or refers to itself");
    }
    if (path.length() > LONGEST_NAME) {
      throw new MalformedFile("a name in it has %d characters", path.length());
    }
    TensorValue tensor = tensorOf(at);
    if (tensor != null) {
      String name = path.isEmpty() ? "tensor" : path;
      if (found.put(name, tensor.tensor()) != null) {
        throw new MalformedFile("two of its tensors are named %s", MalformedFile.shown(name));
      }
    } else if (at instanceof Map<?, ?> map) {
      map.forEach((key, value) -> collect(join(path, key), value, depth + 1, visited, found));
    } else if (listOf(at) != null) {
      List<?> list = listOf(at);
      for (int i = 0; i < list.size(); i++) {
        collect(join(path, i), list.get(i), depth + 1, visited, found);
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
        "%s: %s must be %s".formatted(source, path.isEmpty() ? "what it holds" : path, wanted));
  }
}
