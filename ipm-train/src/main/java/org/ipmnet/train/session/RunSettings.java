// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.train.config.LogSettings;

/**
 * The settings of a configuration that every run has, whatever it trains.
 *
 * @param iterations how many in all
 * @param seed of every random draw
 * @param labelMismatch what a new run does if label maps seem to follow another scheme
 * @param checkpoint which checkpoints are written and kept
 * @param log how often and what the run reports
 * @param measuresEvery iterations between two measurements; 0 for none
 * @param yaml the whole configuration
 */
public record RunSettings(
    long iterations,
    long seed,
    MismatchPolicy labelMismatch,
    CheckpointStore.Retention checkpoint,
    LogSettings log,
    long measuresEvery,
    String yaml) {}
