// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.Order;
import org.ipmnet.data.dataset.Side;

/**
 * Which face stands at which place of which iteration: a pure function of the seed, so that a run
 * can go on from any iteration.
 *
 * <p>Each side is an endless row of epochs cut into batches; a batch that an epoch cannot fill goes
 * on with the next one. Shuffled: each epoch of a side is a permutation of its faces; the smaller
 * side starts its next one while the larger is still in its own. Fixed: an epoch is one pass over
 * the larger side, in which the smaller one starts over, so that face i always meets face i.
 * Independent: each place is a draw of its own, and an epoch as many draws as the larger side has
 * faces. Random reference: bare faces are shuffled, a smaller side of them taken several times, and
 * made-up ones drawn. Zipped: both sides are shuffled anew whenever the smaller one cannot fill
 * another batch.
 *
 * <p>Safe from several threads.
 */
public final class BatchSchedule {
  private static final int KEPT_ORDERS = 8;

  private final Order order;
  private final RandomStreams streams;
  private final int bare;
  private final int madeUp;
  private final int epochLength;
  private final Map<String, int[]> shuffled = new HashMap<>();

  /**
   * A schedule.
   *
   * @param bare number of bare faces, at least 1
   * @param madeUp number of made-up faces, at least 1
   */
  public BatchSchedule(Order order, RandomStreams streams, int bare, int madeUp) {
    this(order, streams, bare, madeUp, 1);
  }

  /** The same for batches of a size, which matters where an epoch ends with a whole batch. */
  public BatchSchedule(Order order, RandomStreams streams, int bare, int madeUp, int batch) {
    int smaller = Math.min(bare, madeUp);
    this.order = order;
    this.streams = streams;
    this.bare = bare;
    this.madeUp = madeUp;
    this.epochLength =
        order == Order.ZIPPED
            ? smaller - (smaller < batch ? 0 : smaller % batch)
            : Math.max(bare, madeUp);
  }

  /**
   * A place in the schedule.
   *
   * @param face index into the side's training faces
   * @param epoch of this side, from 0
   * @param index within the epoch; (epoch, index) names the sample's random draws
   */
  public record Slot(int face, long epoch, int index) {}

  /**
   * What stands at the n-th place of a side, counted over all batches: place i of iteration k with
   * batch size b is n = k b + i.
   */
  public Slot at(Side side, long n) {
    int faces = side == Side.BARE ? bare : madeUp;
    int length = order == Order.SHUFFLED ? faces : epochLength;
    long epoch = n / length;
    int index = (int) (n % length);
    int face =
        switch (order) {
          case FIXED -> index % faces;
          case SHUFFLED, ZIPPED -> permutation(side, epoch, faces)[index];
          case INDEPENDENT -> drawn(side, n, faces);
          case RANDOM_REFERENCE ->
              side == Side.BARE
                  ? permutation(side, epoch, length)[index] % faces
                  : drawn(side, n, faces);
        };
    return new Slot(face, epoch, index);
  }

  private int drawn(Side side, long n, int faces) {
    return streams.at("draw." + side.folder(), n, 0).nextInt(faces);
  }

  /**
   * How many epochs have ended before the n-th place; where each side has epochs of its own, those
   * of the larger one.
   */
  public long epoch(long n) {
    return n / epochLength;
  }

  private synchronized int[] permutation(Side side, long epoch, int faces) {
    if (shuffled.size() > KEPT_ORDERS) {
      shuffled.clear(); // made anew when wanted
    }
    return shuffled.computeIfAbsent(
        side.folder() + epoch,
        key -> shuffle(faces, streams.at("order." + side.folder(), epoch, 0)));
  }

  /** Fisher and Yates from the front, whose draws stored runs depend on. */
  private static int[] shuffle(int faces, RandomGenerator random) {
    int[] order = new int[faces];
    for (int i = 0; i < faces; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
