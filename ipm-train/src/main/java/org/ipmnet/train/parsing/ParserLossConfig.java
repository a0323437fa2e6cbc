// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import org.ipmnet.core.config.Range;

/**
 * The loss of a parser, key {@code loss}.
 *
 * @param threshold probability of the true class from which on a pixel is easy; published 0.7
 * @param leastShare share of a batch's pixels that always counts; published 0.0625, a sixteenth
 */
public record ParserLossConfig(
    @Range(above = 0, most = 1) double threshold, @Range(least = 0, most = 1) double leastShare) {}
