// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import java.util.Arrays;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.data.dataset.Side;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Made pictures that D is shown again later (Shrivastava et al. 2017). Picture by picture: a pool
 * that is not full stores it and hands it out; then, with probability one half, an old picture is
 * handed out and the new one stored in its place, else the new one is handed out and not stored.
 */
final class ImagePool {
  private final Side side;
  private final int capacity;
  private INDArray images; // [capacity, 3, h, w], from the first query on
  private int stored;

  /**
   * An empty pool.
   *
   * @param side that its pictures imitate
   * @param capacity 0 for one that hands out what it gets
   */
  ImagePool(Side side, int capacity) {
    this.side = side;
    this.capacity = capacity;
  }

  /** How many pictures it holds. */
  int stored() {
    return stored;
  }

  /**
   * Takes the newest pictures and hands out as many.
   *
   * @param newest [batch, 3, h, w], which stay the caller's
   * @return an owned reference
   * @throws UserError if a checkpoint brought pictures of another size
   */
  INDArray exchange(Memory memory, INDArray newest, PoolDraws draws, long iteration) {
    INDArray handedOut = memory.take(newest.dataType(), newest.shape());
    handedOut.assign(newest);
    if (capacity == 0) {
      return handedOut;
    }
    if (images == null) {
      allocate(newest);
    } else if (!Arrays.equals(picture(images), picture(newest))) {
      throw new UserError(
          "the checkpoint's %s holds pictures of shape %s, not %s",
          name(), Arrays.toString(picture(images)), Arrays.toString(picture(newest)));
    }
    for (int i = 0; i < newest.size(0); i++) {
      INDArray picture = Slice.of(newest, 0, i, i + 1L);
      if (stored < capacity) {
        slot(stored++).assign(picture);
      } else if (draws.uniform(iteration, side, i) > 0.5) {
        INDArray old = slot(draws.slot(iteration, side, i, capacity));
        Slice.of(handedOut, 0, i, i + 1L).assign(old);
        old.assign(picture);
      }
    }
    return handedOut;
  }

  private void allocate(INDArray like) {
    long[] shape = like.shape().clone();
    shape[0] = capacity;
    images = Nd4j.createUninitialized(like.dataType(), shape, 'c');
  }

  private static long[] picture(INDArray pictures) {
    return Arrays.copyOfRange(pictures.shape(), 1, pictures.rank());
  }

  private INDArray slot(int index) {
    return Slice.of(images, 0, index, index + 1L);
  }

  private String name() {
    return "pool." + side.folder();
  }

  /** Adds its pictures to a checkpoint. */
  void save(Checkpoint.Content content) {
    content.text(name() + ".stored", Integer.toString(stored));
    if (stored > 0) {
      content.tensor(name(), Slice.of(images, 0, 0, stored));
    }
  }

  /**
   * Takes its pictures from a checkpoint.
   *
   * @throws UserError if that has none or more than fit
   */
  void load(Checkpoint checkpoint) {
    stored = (int) checkpoint.number(name() + ".stored", Integer.MAX_VALUE);
    if (stored == 0) {
      return;
    }
    INDArray saved = checkpoint.read(name());
    if (saved.rank() != 4 || saved.size(0) != stored || stored > capacity) {
      throw new UserError(
          "the checkpoint's %s has shape %s and says that it holds %d pictures; a pool of %d is configured",
          name(), Arrays.toString(saved.shape()), stored, capacity);
    }
    allocate(saved);
    Slice.of(images, 0, 0, stored).assign(saved);
  }
}
