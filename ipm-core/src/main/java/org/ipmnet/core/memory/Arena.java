// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Recycles memory inside a few large slabs: first fit by address, neighbours joined again on
 * release. The same sequence of requests is served from the same places, so that a training step
 * allocates only in its first iteration. For one thread and one data type.
 */
public final class Arena implements Memory, AutoCloseable {
  /** Cache line: each array begins at a multiple of it. */
  private static final long ALIGNMENT = 64;

  private static final long LEAST_SLAB = 16L << 20;

  private final DataType type;
  private final long slabBytes;
  private final List<Slab> slabs = new ArrayList<>();
  private final Map<Long, Block> blocks = new HashMap<>();
  private final Map<Place, Recycled> arrays = new HashMap<>();
  private final List<Arena> parts = new ArrayList<>();
  private long usedBytes;
  private long peakBytes;
  private long slabAllocations;

  /**
   * An empty arena.
   *
   * @param type FLOAT, or DOUBLE for exact comparisons
   * @param slabBytes by how much it grows at most, if no array needs more; for example 256 MiB
   */
  public Arena(DataType type, long slabBytes) {
    this.type = type;
    this.slabBytes = slabBytes;
  }

  @Override
  public INDArray take(DataType wanted, long... shape) {
    if (wanted != type) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "this arena holds %s, not %s", type, wanted));
    }
    long elements = 1;
    for (long side : shape) {
      elements = Math.multiplyExact(elements, side);
    }
    long bytes = roundUp(Math.max(1, elements) * type.width());
    Block block = find(bytes);
    Recycled recycled =
        arrays.computeIfAbsent(new Place(block.slab, block.start, shape.clone()), Place::array);
    INDArray array = recycled.array;
    block.recycled = recycled;
    blocks.put(NativeArray.start(array), block);
    usedBytes += bytes;
    peakBytes = Math.max(peakBytes, usedBytes);
    return array;
  }

  private Block find(long bytes) {
    for (Slab slab : slabs) {
      long start = slab.allocate(bytes);
      if (start >= 0) {
        return new Block(slab, start, bytes);
      }
    }
    Slab slab = new Slab(type, Math.max(bytes, Math.min(slabBytes, growth())));
    slabAllocations++;
    slabs.add(slab);
    return new Block(slab, slab.allocate(bytes), bytes);
  }

  /** A quarter of what there is: a small network touches no large slab. */
  private long growth() {
    return Math.max(LEAST_SLAB, slabs.stream().mapToLong(slab -> slab.bytes).sum() / 4);
  }

  @Override
  public INDArray retain(INDArray array) {
    Block block = blocks.get(NativeArray.start(array));
    if (block != null) {
      block.references++;
    }
    return array;
  }

  @Override
  public void release(INDArray array) {
    Long place = NativeArray.start(array);
    Block block = blocks.get(place);
    if (block != null && --block.references == 0) {
      blocks.remove(place);
      block.slab.free(block.start, block.bytes);
      usedBytes -= block.bytes;
    }
  }

  @Override
  public boolean sole(INDArray array) {
    Block block = blocks.get(NativeArray.start(array));
    return block != null && block.references == 1;
  }

  @Override
  public INDArray[] views(INDArray array, Object kind, Function<INDArray, INDArray[]> make) {
    Block block = blocks.get(NativeArray.start(array));
    if (block == null || block.recycled.array != array) {
      return make.apply(array); // from elsewhere, or a reshaped view
    }
    return block.recycled.views.computeIfAbsent(kind, k -> make.apply(array));
  }

  /** An arena that is reset, counted and closed with this one. */
  @Override
  public Memory part(int index) {
    while (parts.size() <= index) {
      parts.add(new Arena(type, slabBytes));
    }
    return parts.get(index);
  }

  /** Takes back everything at once; arrays taken before must not be used any more. */
  public void reset() {
    blocks.clear();
    slabs.forEach(Slab::clear);
    usedBytes = 0;
    parts.forEach(Arena::reset);
  }

  /** Bytes in use now; 0 after {@link #reset}. */
  public long usedBytes() {
    return usedBytes;
  }

  /** The most bytes that were ever in use at once. */
  public long peakBytes() {
    return peakBytes;
  }

  /**
   * How much memory an arena needs.
   *
   * @param peakBytes the most that was ever in use at once
   * @param reservedBytes of the slabs that it was served from
   */
  public record Use(long peakBytes, long reservedBytes) {}

  /** What this arena has needed so far. */
  public Use use() {
    long peak = peakBytes;
    long reserved = slabs.stream().mapToLong(slab -> slab.bytes).sum();
    for (Arena part : parts) {
      peak += part.use().peakBytes();
      reserved += part.use().reservedBytes();
    }
    return new Use(peak, reserved);
  }

  /** How often the arena had to ask the system for a slab: constant in a steady state. */
  public long slabAllocations() {
    return slabAllocations;
  }

  /** Gives all memory back to the system. */
  @Override
  public void close() {
    reset();
    arrays.clear();
    slabs.forEach(slab -> slab.buffer.close());
    slabs.clear();
    parts.forEach(Arena::close);
    parts.clear();
  }

  private static long roundUp(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Where an array of some shape lies: the same in each iteration of a steady state. */
  private record Place(Slab slab, long start, long[] shape) {
    Recycled array() {
      long elements = Math.max(1, Arrays.stream(shape).reduce(1, (a, b) -> a * b));
      DataType type = slab.buffer.dataType();
      DataBuffer view = Nd4j.createBuffer(slab.buffer, start / type.width(), elements);
      return new Recycled(Nd4j.create(view, shape, Nd4j.getStrides(shape, 'c'), 0, 'c', type));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Place p
          && p.slab == slab
          && p.start == start
          && Arrays.equals(p.shape, shape);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * System.identityHashCode(slab) + Long.hashCode(start))
          + Arrays.hashCode(shape);
    }
  }

  /** An array object over a place, made once, with views of it. */
  private static final class Recycled {
    final INDArray array;
    final Map<Object, INDArray[]> views = new HashMap<>();

    Recycled(INDArray array) {
      this.array = array;
    }
  }

  private static final class Block {
    final Slab slab;
    final long start;
    final long bytes;
    Recycled recycled;
    int references = 1;

    Block(Slab slab, long start, long bytes) {
      this.slab = slab;
      this.start = start;
      this.bytes = bytes;
    }
  }

  /** One large buffer and its free ranges: start to length, in bytes. */
  private static final class Slab {
    final DataBuffer buffer;
    final long bytes;
    final TreeMap<Long, Long> free = new TreeMap<>();

    Slab(DataType type, long bytes) {
      this.bytes = roundUp(bytes);
      this.buffer = Nd4j.createUninitializedDetached(type, this.bytes / type.width()).data();
      clear();
    }

    void clear() {
      free.clear();
      free.put(0L, bytes);
    }

    /** First fit: where the first free range begins that is long enough, or -1. */
    long allocate(long wanted) {
      for (Map.Entry<Long, Long> range : free.entrySet()) {
        if (range.getValue() >= wanted) {
          long start = range.getKey();
          long rest = range.getValue() - wanted;
          free.remove(start);
          if (rest > 0) {
            free.put(start + wanted, rest);
          }
          return start;
        }
      }
      return -1;
    }

    void free(long start, long length) {
      Map.Entry<Long, Long> before = free.lowerEntry(start);
      if (before != null && before.getKey() + before.getValue() == start) {
        start = before.getKey();
        length += before.getValue();
      }
      Long after = free.remove(start + length);
      if (after != null) {
        length += after;
      }
      free.put(start, length);
    }
  }
}
