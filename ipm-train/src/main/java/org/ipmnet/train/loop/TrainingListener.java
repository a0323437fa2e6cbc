// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.loop;

/** A side job of training: logging, samples, checkpoints. Called on the training thread. */
public interface TrainingListener extends AutoCloseable {
  /** Before the first iteration of this process; {@code progress} is where a resumed run starts. */
  default void onStart(Progress progress) {}

  /** After each iteration; {@code progress} counts it already. */
  void afterStep(Progress progress, LossReport losses);

  /** When training ends, for whatever reason. */
  @Override
  default void close() {}
}
