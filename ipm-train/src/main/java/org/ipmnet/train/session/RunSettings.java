// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.session;

import org.ipmnet.core.checkpoint.CheckpointStore;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.train.config.LogSettings;

/**
 * What the configuration of every run says, whatever it trains.
 *
 * @param iterations how many in all
 * @param seed of every random draw
 * @param labelMismatch what a new run makes of maps in another numbering
 * @param checkpoint which checkpoints are written and kept
 * @param log what the run tells
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
