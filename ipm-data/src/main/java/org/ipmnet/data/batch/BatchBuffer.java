// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Sample;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Native memory of one batch, filled again and again. One thread at a time. */
final class BatchBuffer {
  private final SideBuffer bare;
  private final SideBuffer madeUp;

  /**
   * A buffer.
   *
   * @param truths whether true results are known
   */
  BatchBuffer(int batch, int size, boolean truths) {
    bare = new SideBuffer(batch, size, truths);
    madeUp = new SideBuffer(batch, size, truths);
  }

  /** Copies a sample to place {@code index} of its side. */
  void put(Side side, int index, Sample sample) {
    (side == Side.BARE ? bare : madeUp).put(index, sample);
  }

  /** Copies the true result at place {@code index} of a side. */
  void putTruth(Side side, int index, float[] image) {
    (side == Side.BARE ? bare : madeUp).putTruth(index, image);
  }

  /** The whole batch, once all samples are there. */
  MakeupBatch batch(long iteration, long epoch, int first) {
    return new MakeupBatch(iteration, epoch, first, bare.arrays(), madeUp.arrays());
  }

  private static final class SideBuffer {
    private final INDArray images;
    private final INDArray masks;
    private final INDArray textures;
    private final INDArray truths; // or null
    private final FloatBuffer imageFloats;
    private final FloatBuffer maskFloats;
    private final FloatBuffer textureFloats;
    private final byte[][] regions;

    SideBuffer(int batch, int size, boolean truths) {
      images = PinnedMemory.floats(batch, 3, size, size);
      masks = PinnedMemory.floats(batch, 1, size, size);
      textures = PinnedMemory.floats(batch, 1, size, size);
      this.truths = truths ? PinnedMemory.floats(batch, 3, size, size) : null;
      imageFloats = floats(images);
      maskFloats = floats(masks);
      textureFloats = floats(textures);
      regions = new byte[batch][size * size];
    }

    void put(int index, Sample sample) {
      imageFloats.put(index * sample.image().length, sample.image());
      maskFloats.put(index * sample.mask().length, sample.mask());
      textureFloats.put(index * sample.texture().length, sample.texture());
      System.arraycopy(sample.regions(), 0, regions[index], 0, regions[index].length);
    }

    void putTruth(int index, float[] image) {
      floats(truths).put(index * image.length, image);
    }

    FaceBatch arrays() {
      for (INDArray array : new INDArray[] {images, masks, textures, truths}) {
        if (array != null) {
          // written behind ND4J's back: a GPU's copy, if any, is out of date
          Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
        }
      }
      return new FaceBatch(images, masks, textures, regions, truths);
    }

    private static FloatBuffer floats(INDArray array) {
      return new FloatPointer(array.data().pointer()).capacity(array.length()).asBuffer();
    }
  }
}
