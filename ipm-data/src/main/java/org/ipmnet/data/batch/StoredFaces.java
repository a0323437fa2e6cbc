// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.MakeupTransferDataset;
import org.ipmnet.data.dataset.Side;

/** Those of a data set, as a {@link BatchSchedule} says. */
final class StoredFaces implements TrainingFaces {
  private final MakeupTransferDataset dataset;
  private final BatchSchedule schedule;

  StoredFaces(MakeupTransferDataset dataset, RandomStreams streams, int batch) {
    this.dataset = dataset;
    this.schedule =
        new BatchSchedule(
            dataset.config().order(),
            streams,
            dataset.train(Side.BARE).size(),
            dataset.train(Side.MADE_UP).size(),
            batch);
  }

  @Override
  public Place at(Side side, long n) {
    BatchSchedule.Slot slot = schedule.at(side, n);
    return new Place(
        dataset.face(dataset.train(side).get(slot.face())), null, slot.epoch(), slot.index());
  }

  @Override
  public long epoch(long n) {
    return schedule.epoch(n);
  }

  @Override
  public boolean knowTruth() {
    return false;
  }
}
