// SPDX-License-Identifier: Apache-2.0
/**
 * How the runs of an ablation are carried out: {@link org.ipmnet.train.ablation.run.Search} hands
 * them to Arbiter's runner, each trains in a process of its own ({@link
 * org.ipmnet.train.ablation.run.MeasuredRun}), and what comes of it is an {@link
 * org.ipmnet.train.ablation.run.RunOutcome} on disk.
 */
package org.ipmnet.train.ablation.run;
