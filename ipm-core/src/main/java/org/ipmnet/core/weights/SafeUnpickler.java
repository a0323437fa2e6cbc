// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * The library's unpickler without everything that a weight file does not need.
 *
 * <ul>
 *   <li>A class that is not on the allow-list ends the reading: nothing is looked up by name,
 *       called by reflection or made from the library's own list.
 *   <li>A length is compared with what is left of the file before anything is allocated, and long
 *       texts stay in the file ({@link FileText}).
 *   <li>The number of instructions is bounded, so that a file of small instructions (marks, empty
 *       dictionaries) cannot fill the memory.
 *   <li>Keys are plain values: a container as key could take exponential time to hash.
 * </ul>
 *
 * <p>A dictionary becomes a {@link LinkedHashMap}, a list an {@link ArrayList}, a tuple an array.
 */
final class SafeUnpickler extends Unpickler {
  /** A file of 10,000 tensors takes some 300,000. */
  private static final int MOST_INSTRUCTIONS = 1 << 21;

  private static final int LONGEST_IN_MEMORY = 4096;
  private static final int LONGEST_LINE = 1024;
  private static final int LONGEST_TEXT_LINE = 1 << 24; // arrays of protocol 0 are such lines
  private static final int LONGEST_NUMBER = 64;
  private static final int LOOKED_AHEAD = 1 << 18; // a class's source code may stand between

  private final PickleInput in;
  private final Map<String, IObjectConstructor> classes;
  private final Function<Object, Object> persistent;
  private int instructions;

  private SafeUnpickler(
      PickleInput in,
      Map<String, IObjectConstructor> classes,
      Function<Object, Object> persistent) {
    this.in = in;
    this.classes = classes;
    this.persistent = persistent;
  }

  /** What can be told more about itself after it was made: Python's {@code __setstate__}. */
  interface Buildable {
    /**
     * Takes its state.
     *
     * @throws RuntimeException of any kind if it is not what belongs there
     */
    void state(Object state);
  }

  /**
   * Reads one pickle; the input then stands behind it.
   *
   * @param classes allow-list, by {@code module.name}
   * @param persistent what a persistent id stands for
   * @throws MalformedFile for anything wrong
   */
  static Object load(
      PickleInput in,
      Map<String, IObjectConstructor> classes,
      Function<Object, Object> persistent) {
    SafeUnpickler unpickler = new SafeUnpickler(in, classes, persistent);
    try {
      return unpickler.load(in);
    } catch (MalformedFile | org.ipmnet.core.UserError e) {
      throw e;
    } catch (IOException e) {
      throw new MalformedFile("it ends in the middle of its pickle: is it cut off?");
    } catch (RuntimeException e) {
      // The library trusts its input: an empty stack, or a number where a dictionary belongs, make
      // it throw exceptions of any kind.
      MalformedFile malformed =
          new MalformedFile("its pickle is broken before byte %d", in.position());
      malformed.initCause(e);
      throw malformed;
    }
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    if (++instructions > MOST_INSTRUCTIONS) {
      throw new MalformedFile(
          "its pickle takes more than %d instructions, which no weight file does",
          MOST_INSTRUCTIONS);
    }
    switch (key) {
      case Opcodes.GLOBAL -> {
        in.requireLine(LONGEST_LINE);
        String module = PickleUtils.readline(in);
        in.requireLine(LONGEST_LINE);
        stack.add(allowed(module, PickleUtils.readline(in)));
      }
      case Opcodes.STACK_GLOBAL -> {
        String name = (String) stack.pop();
        stack.add(allowed((String) stack.pop(), name));
      }
      case Opcodes.BUILD -> build();
      case Opcodes.SHORT_BINSTRING -> text(1, false);
      case Opcodes.BINSTRING -> text(4, false);
      case Opcodes.SHORT_BINUNICODE -> text(1, true);
      case Opcodes.BINUNICODE -> text(4, true);
      case Opcodes.BINUNICODE8 -> text(8, true);
      case Opcodes.SHORT_BINBYTES -> bytes(1);
      case Opcodes.BINBYTES -> bytes(4);
      case Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> bytes(8);
      case Opcodes.LONG4 -> {
        long length = in.unsigned(4);
        if (length > LONGEST_NUMBER) {
          throw new MalformedFile("it holds a number of %d bytes", length);
        }
        stack.add(PickleUtils.decode_long(in.bytes((int) length)));
      }
      case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>(0));
      case Opcodes.DICT -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        List<Object> items = stack.pop_all_since_marker();
        putAll(map, items);
        stack.add(map);
      }
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        Object name = stack.pop();
        putAll(dictionary(stack.peek()), java.util.Arrays.asList(name, value));
      }
      case Opcodes.SETITEMS -> {
        List<Object> items = stack.pop_all_since_marker();
        putAll(dictionary(stack.peek()), items);
      }
      // the library trims list and stack at each of these, which takes quadratic time
      case Opcodes.APPENDS -> {
        List<Object> items = stack.pop_all_since_marker();
        list(stack.peek()).addAll(items);
      }
      case Opcodes.POP_MARK -> stack.pop_all_since_marker();
      case Opcodes.INT, Opcodes.LONG, Opcodes.FLOAT, Opcodes.GET, Opcodes.PUT -> {
        in.requireLine(LONGEST_LINE);
        return super.dispatch(key);
      }
      case Opcodes.STRING, Opcodes.UNICODE -> {
        in.requireLine(LONGEST_TEXT_LINE);
        return super.dispatch(key);
      }
      case Opcodes.EMPTY_SET,
          Opcodes.ADDITEMS,
          Opcodes.FROZENSET,
          Opcodes.INST,
          Opcodes.OBJ,
          Opcodes.PERSID,
          Opcodes.EXT1,
          Opcodes.EXT2,
          Opcodes.EXT4,
          Opcodes.NEXT_BUFFER ->
          throw new MalformedFile(
              "its pickle uses instruction %#x, which no weight file needs", key);
      default -> {
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  private IObjectConstructor allowed(String module, String name) {
    String full = module + "." + name;
    IObjectConstructor constructor = classes.get(full);
    if (constructor == null) {
      if (ForeignFile.isModule(full, in.ahead(LOOKED_AHEAD))) {
        throw ForeignFile.PICKLED_MODULE.error();
      }
      throw new MalformedFile(
          "it names %s, which no weight file needs; nothing of it was run; save only the tensors, as"
              + " state_dict() gives them",
          MalformedFile.shown(full));
    }
    return constructor;
  }

  private void build() {
    Object state = stack.pop();
    Object target = stack.peek();
    if (target instanceof Buildable buildable) {
      buildable.state(state);
    } else if (!(target instanceof Map)) { // attributes of an OrderedDict: PyTorch's _metadata
      throw new PickleException("no state belongs here");
    }
  }

  private void text(int lengthBytes, boolean utf8) {
    long length = in.unsigned(lengthBytes);
    if (length >= 0 && length <= LONGEST_IN_MEMORY) {
      byte[] bytes = in.bytes((int) length);
      stack.add(new String(bytes, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    } else {
      stack.add(new FileText(in.range(length), utf8));
    }
  }

  private void bytes(int lengthBytes) {
    long length = in.unsigned(lengthBytes);
    stack.add(
        length >= 0 && length <= LONGEST_IN_MEMORY
            ? new Storage.InMemory(in.bytes((int) length))
            : in.range(length));
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> dictionary(Object value) {
    return (Map<Object, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    return (ArrayList<Object>) value;
  }

  /**
   * Adds keys and values in turn; whole numbers as keys become long, as {@link WeightTree} asks.
   */
  static void putAll(Map<Object, Object> map, List<Object> items) {
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      if (key instanceof Integer whole) {
        map.put(whole.longValue(), items.get(i + 1));
      } else if (key instanceof String || key instanceof Number || key instanceof Boolean) {
        map.put(key, items.get(i + 1));
      } else {
        throw new PickleException("a key must be a text or a number");
      }
    }
  }

  @Override
  protected Object persistentLoad(Object id) {
    return persistent.apply(id);
  }
}
