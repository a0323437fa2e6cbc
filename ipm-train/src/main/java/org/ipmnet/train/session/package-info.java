// SPDX-License-Identifier: Apache-2.0
/**
 * A run from its folder: {@link org.ipmnet.train.session.TrainingRun} puts data, networks, loop and
 * side jobs together, starts them or resumes them, and stops them cleanly; {@link
 * org.ipmnet.train.session.RunLoop} is what the run of a face parser shares with it.
 */
package org.ipmnet.train.session;
