// SPDX-License-Identifier: Apache-2.0
/**
 * A run from its folder: {@link org.ipmnet.train.session.ResumableRun} starts one or resumes it,
 * whatever it trains, and {@link org.ipmnet.train.session.RunLoop} iterates with all side jobs.
 * What is trained on what is a {@link org.ipmnet.train.session.Workload}; that of a model of makeup
 * is in {@link org.ipmnet.train.session.TrainingRun}, that of a face parser in {@code
 * train.parsing}. A new one may begin with {@link org.ipmnet.train.session.FirstWeights} of another
 * model. What published programs saved becomes a run in {@link
 * org.ipmnet.train.session.PublishedImport}.
 */
package org.ipmnet.train.session;
