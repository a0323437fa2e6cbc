// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.model;

import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.weights.WeightsConfig;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.dataset.MakeupTransferDataset;

/**
 * The sections of a configuration that differ by kind of model; a record of three records, with
 * these names.
 */
public interface ModelConfig {
  /** Of which kind. */
  ModelKind kind();

  /** Section {@code network}: what eval needs to build the networks again. */
  Record network();

  /** Section {@code loss}. */
  Record loss();

  /** Section {@code optimizer}. */
  Record optimizer();

  /**
   * Checks what concerns several sections.
   *
   * @param batch samples of each side in an iteration
   * @throws org.ipmnet.core.UserError naming the keys, what was found and what would do
   */
  void requireFits(DataConfig data, int batch);

  /**
   * Checks that several workers can share a batch: that a checkpoint holds all state of each.
   *
   * @throws org.ipmnet.core.UserError naming the key if it does not
   */
  default void requireShares() {}

  /**
   * Checks what a training asks of its photos beyond what all do.
   *
   * @throws org.ipmnet.core.UserError naming the first face that lacks it
   */
  default void requireFits(MakeupTransferDataset dataset) {}

  /**
   * Networks with all parameters 0 and their training.
   *
   * @param weights where the weights of the losses' frozen networks are
   * @param streams every draw of the training
   * @return closed by the caller
   * @throws org.ipmnet.core.UserError if weights are not there or not usable
   */
  TrainableModel create(DataConfig data, WeightsConfig weights, RandomStreams streams);

  /**
   * The networks with their first parameters, at work.
   *
   * @param data how faces become samples
   * @param streams where the parameters are drawn from
   * @return closed by the caller
   */
  UntrainedModel untrained(DataConfig data, RandomStreams streams);
}
