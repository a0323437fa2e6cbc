// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

import org.ipmnet.data.batch.MakeupBatch;

/** One iteration of an algorithm. */
@FunctionalInterface
public interface TrainingStep {
  /** Updates all networks on one batch; returns the losses before the update. */
  LossReport step(MakeupBatch batch);
}
