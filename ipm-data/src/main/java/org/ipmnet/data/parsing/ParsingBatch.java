// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

/**
 * Samples of one iteration, in plain arrays.
 *
 * @param size how many samples
 * @param side of a sample
 * @param images [size, 3, side, side], RGB levels from 0 to 255
 * @param classes [size, 1, side, side], whole numbers
 */
public record ParsingBatch(int size, int side, float[] images, float[] classes) {}
