// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.NativeArray;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One primitive over arrays in C order. What the primitive wants in a layout of its own is
 * converted on the way in or out; that, and its scratch, lies in memory that is taken for the call.
 * For the thread that made it.
 */
public final class Kernel {
  private static final int FLOAT_BYTES = 4;

  /** Floats in a cache line: where each part of the scratch begins. */
  private static final long ALIGNMENT = 16;

  private final Primitive primitive;
  private final Primitive[] before;
  private final Primitive[] after;
  private final int weights;
  private final memory.desc packed;
  private final long[] places;
  private final long scratchPlace;
  private final long scratch;
  private final int threads;

  private Kernel(
      Primitive primitive,
      Primitive[] before,
      Primitive[] after,
      int weights,
      memory.desc packed,
      long[] places,
      long scratchPlace,
      long scratch,
      int threads) {
    this.primitive = primitive;
    this.before = before;
    this.after = after;
    this.weights = weights;
    this.packed = packed;
    this.places = places;
    this.scratchPlace = scratchPlace;
    this.scratch = scratch;
    this.threads = threads;
  }

  /**
   * Runs.
   *
   * @param arrays in the order of the arguments; those that are read and those that are written
   */
  public void run(Memory memory, INDArray... arrays) {
    runPacked(memory, null, arrays);
  }

  /**
   * The same.
   *
   * @param constant keeps the weights as the primitive wants them, since they never change; null if
   *     they may
   */
  public void runPacked(Memory memory, PackedWeights constant, INDArray... arrays) {
    long[] at = new long[arrays.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = NativeArray.floats(arrays[i]);
    }
    run(memory, constant, at);
    Reference.reachabilityFence(arrays); // see NativeArray
  }

  /** Runs over arrays that begin at these addresses. */
  void run(Memory memory, long... at) {
    run(memory, null, at);
  }

  private void run(Memory memory, PackedWeights constant, long[] at) {
    INDArray taken = scratch == 0 ? null : memory.take(DataType.FLOAT, scratch);
    long base = taken == null ? 0 : NativeArray.floats(taken);
    Threads.with(threads, () -> run(base, constant, at));
    if (taken != null) {
      memory.release(taken);
    }
  }

  private void run(long base, PackedWeights constant, long[] at) {
    long[] used = new long[at.length + (scratchPlace >= 0 ? 1 : 0)];
    for (int i = 0; i < at.length; i++) {
      used[i] = places[i] < 0 ? at[i] : base + places[i] * FLOAT_BYTES;
      if (constant != null && i == weights && before[i] != null) {
        Primitive convert = before[i];
        long from = at[i];
        used[i] = constant.in(packed, to -> convert.run(from, to));
      } else if (before[i] != null) {
        before[i].run(at[i], used[i]);
      }
    }
    if (scratchPlace >= 0) {
      used[at.length] = base + scratchPlace * FLOAT_BYTES;
    }
    primitive.run(used);
    for (int i = 0; i < at.length; i++) {
      if (after[i] != null) {
        after[i].run(used[i], at[i]);
      }
    }
  }

  /** Attributes of a primitive whose scratch the caller supplies. */
  static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(org.bytedeco.dnnl.global.dnnl.scratchpad_mode.user.value);
    return attributes;
  }

  /** How a kernel's arguments are read or written. */
  enum Use {
    READ,
    WRITTEN
  }

  /** Puts a kernel together, argument by argument. */
  static final class Builder {
    private final List<Integer> ids = new ArrayList<>();
    private final List<memory.desc> wanted = new ArrayList<>();
    private final List<Primitive> before = new ArrayList<>();
    private final List<Primitive> after = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private int weights = -1;
    private long scratch;

    /** An argument that the primitive takes as the caller's array lies. */
    Builder argument(int id, Use use, memory.desc given) {
      return argument(id, use, given, given);
    }

    /**
     * An argument.
     *
     * @param id what oneDNN calls it
     * @param given how the caller's array lies
     * @param own how the primitive wants it
     */
    Builder argument(int id, Use use, memory.desc given, memory.desc own) {
      ids.add(id);
      wanted.add(own);
      boolean asItIs = own.equals(given);
      places.add(asItIs ? -1L : place(own));
      before.add(asItIs || use != Use.READ ? null : reorder(given, own, false));
      after.add(asItIs || use == Use.READ ? null : reorder(own, given, false));
      return this;
    }

    /** An argument that is read, of which a {@link PackedWeights} may keep what is wanted. */
    Builder weights(int id, memory.desc given, memory.desc own) {
      weights = ids.size();
      return argument(id, Use.READ, given, own);
    }

    private long place(memory.desc descriptor) {
      long place = scratch;
      long floats = (descriptor.get_size() + FLOAT_BYTES - 1) / FLOAT_BYTES;
      scratch += (floats + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      return place;
    }

    /** The kernel. */
    Kernel build(primitive made, primitive_desc_base description, int threads) {
      memory.desc scratchpad = description.scratchpad_desc();
      long scratchPlace = -1;
      if (scratchpad.get_size() > 0) {
        scratchPlace = place(scratchpad);
        ids.add(DNNL_ARG_SCRATCHPAD);
        wanted.add(scratchpad);
      }
      return new Kernel(
          new Primitive(
              made,
              ids.stream().mapToInt(Integer::intValue).toArray(),
              wanted.toArray(memory.desc[]::new)),
          before.toArray(Primitive[]::new),
          after.toArray(Primitive[]::new),
          weights,
          weights < 0 ? null : wanted.get(weights),
          places.stream().mapToLong(Long::longValue).toArray(),
          scratchPlace,
          scratch,
          threads);
    }
  }

  /** Copies an array from one layout to another, or adds it to what is there. */
  static Primitive reorder(memory.desc from, memory.desc to, boolean add) {
    primitive_attr attributes = new primitive_attr();
    if (add) {
      post_ops sum = new post_ops();
      sum.append_sum();
      attributes.set_post_ops(sum);
    }
    reorder.primitive_desc description =
        new reorder.primitive_desc(OneDnn.engine(), from, OneDnn.engine(), to, attributes, false);
    return new Primitive(
        new reorder(description), new int[] {DNNL_ARG_FROM, DNNL_ARG_TO}, from, to);
  }
}
