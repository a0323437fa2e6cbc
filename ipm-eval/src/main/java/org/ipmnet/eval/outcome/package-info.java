// SPDX-License-Identifier: Apache-2.0
/**
 * What became of the files of a folder that is worked through: {@link
 * org.ipmnet.eval.outcome.OutcomeTable}, by which such work goes on where it stopped, and is shared
 * by several workers.
 */
package org.ipmnet.eval.outcome;
