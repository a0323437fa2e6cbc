// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.io.Serializable;
import java.util.List;

/**
 * A few targets in one pass of a method.
 *
 * @param runs of the pass, in their order
 * @param diversity the distances of its results from each other
 */
record MeasuredBatch(List<RunBatch> runs, LpipsSums diversity) implements Serializable {}
