// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import java.util.Locale;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.Pointer;

/**
 * A primitive of oneDNN and where its arguments lie, run through the C interface: the C++ one takes
 * a map at each call.
 */
final class Primitive {
  private final primitive made;
  private final memory[] memories; // own what the handles point to
  private final dnnl_primitive handle;
  private final dnnl_stream stream;
  private final dnnl_memory[] memoryHandles;
  private final Address[] addresses;
  private final dnnl_exec_arg_t arguments;

  /**
   * A primitive.
   *
   * @param ids what oneDNN calls the arguments
   * @param descriptors of the arguments, in the same order
   */
  Primitive(primitive made, int[] ids, memory.desc... descriptors) {
    this.made = made;
    this.handle = made.get();
    this.stream = OneDnn.stream().get();
    this.memories = new memory[ids.length];
    this.memoryHandles = new dnnl_memory[ids.length];
    this.addresses = new Address[ids.length];
    this.arguments = new dnnl_exec_arg_t(ids.length);
    for (int i = 0; i < ids.length; i++) {
      memories[i] = new memory(descriptors[i], OneDnn.engine(), null);
      memoryHandles[i] = memories[i].get();
      addresses[i] = new Address();
      arguments.position(i).arg(ids[i]).memory(memoryHandles[i]);
    }
    arguments.position(0);
  }

  /** Runs over the arrays that begin at these addresses. */
  void run(long... at) {
    for (int i = 0; i < at.length; i++) {
      if (addresses[i].moveTo(at[i])) {
        check(dnnl_memory_set_data_handle(memoryHandles[i], addresses[i]));
      }
    }
    check(dnnl_primitive_execute(handle, stream, at.length, arguments));
  }

  private void check(int status) {
    if (status != 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "oneDNN failed with status %d in %s of %d arguments",
              status,
              made,
              memories.length));
    }
  }

  /** An address outside the Java heap as JavaCPP passes it. */
  private static final class Address extends Pointer {
    /** Whether it has changed. */
    boolean moveTo(long place) {
      boolean changed = address != place;
      address = place;
      return changed;
    }
  }
}
