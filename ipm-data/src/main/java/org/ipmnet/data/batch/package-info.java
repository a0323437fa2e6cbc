// SPDX-License-Identifier: Apache-2.0
/**
 * Batches for training: {@link org.ipmnet.data.batch.BatchSchedule} says which face is where in
 * which iteration, {@link org.ipmnet.data.batch.BatchLoader} prepares them in the background.
 */
package org.ipmnet.data.batch;
