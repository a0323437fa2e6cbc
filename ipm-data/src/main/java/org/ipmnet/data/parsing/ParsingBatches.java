// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import java.util.List;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.random.Shuffle;
import org.ipmnet.data.batch.Prefetch;

/**
 * Batches of training samples in an endless row of shuffled epochs, made ahead in the background. A
 * batch is a function of the seed and its iteration alone.
 */
public final class ParsingBatches implements AutoCloseable {
  private final ParsedPhotos photos;
  private final int batch;
  private final RandomStreams streams;
  private final Augmentation augmentation;
  private final Prefetch<ParsingBatch> prefetch;

  private long epochKept = -1; // guarded by this
  private List<PhotoWithMap> order; // guarded by this

  /**
   * Starts loading.
   *
   * @param batch samples in a batch, at least 1
   * @param startIteration the iteration that {@link #next()} begins with, from 0
   */
  public ParsingBatches(
      ParsedPhotos photos, int batch, RandomStreams streams, long startIteration) {
    this.photos = photos;
    this.batch = batch;
    this.streams = streams;
    this.augmentation = new Augmentation(photos.config());
    this.prefetch =
        new Prefetch<>(
            this::make, startIteration, photos.config().threads(), photos.config().queue());
  }

  /** The batch of the next iteration. */
  public ParsingBatch next() {
    return prefetch.next();
  }

  private ParsingBatch make(long iteration) {
    int crop = photos.config().crop();
    int plane = crop * crop;
    float[] images = new float[batch * 3 * plane];
    float[] classes = new float[batch * plane];
    float[] image = new float[3 * plane];
    float[] map = new float[plane];
    int length = photos.train().size();
    for (int i = 0; i < batch; i++) {
      long n = iteration * batch + i;
      long epoch = n / length;
      int index = (int) (n % length);
      ParsedPhoto source = photos.square(at(epoch, index));
      augmentation.apply(source, streams.at("parser.augment", epoch, index), image, map);
      System.arraycopy(image, 0, images, i * image.length, image.length);
      System.arraycopy(map, 0, classes, i * map.length, map.length);
    }
    return new ParsingBatch(batch, crop, images, classes);
  }

  private synchronized PhotoWithMap at(long epoch, int index) {
    if (epoch != epochKept) {
      order = Shuffle.of(photos.train(), streams.at("parser.order", epoch, 0));
      epochKept = epoch;
    }
    return order.get(index);
  }

  @Override
  public void close() {
    prefetch.close();
  }
}
