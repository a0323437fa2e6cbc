// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.data.sample.Face;
import org.ipmnet.data.synth.SyntheticCrowd;

/**
 * Synthetic faces, drawn as they are needed: a crowd of bare and made-up people, in which each bare
 * one meets each made-up one once; then another crowd. An epoch is a crowd.
 */
final class CrowdFaces implements TrainingFaces {
  /** A batch may begin in one crowd and end in the next, and threads are ahead of each other. */
  private static final int CROWDS_KEPT = 3;

  private final RandomStreams streams;
  private final int people;
  private final int size;
  private final SkinTone skin;
  private final SyntheticCrowd[] crowds = new SyntheticCrowd[CROWDS_KEPT]; // guarded by this

  CrowdFaces(DataConfig config, RandomStreams streams) {
    this.streams = streams;
    this.people = config.synthetic().people();
    this.size = config.resize();
    this.skin = config.synthetic().skin();
  }

  @Override
  public Place at(Side side, long n) {
    long epoch = epoch(n);
    int index = (int) (n % ((long) people * people));
    SyntheticCrowd crowd = crowd(epoch);
    int bare = index % people;
    int madeUp = (index / people + bare) % people; // neighbours in a batch are different people
    Face face = side == Side.BARE ? crowd.bare(bare) : crowd.madeUp(madeUp);
    Face truth =
        side == Side.BARE
            ? crowd.inMakeupOf(bare, madeUp, skin)
            : crowd.inBareLookOf(madeUp, bare, skin);
    return new Place(face, truth, epoch, index);
  }

  private synchronized SyntheticCrowd crowd(long epoch) {
    int place = (int) (epoch % CROWDS_KEPT);
    if (crowds[place] == null || crowds[place].number() != epoch) {
      crowds[place] = new SyntheticCrowd(streams, epoch, people, size);
    }
    return crowds[place];
  }

  @Override
  public long epoch(long n) {
    return n / ((long) people * people);
  }

  @Override
  public boolean knowTruth() {
    return true;
  }
}
