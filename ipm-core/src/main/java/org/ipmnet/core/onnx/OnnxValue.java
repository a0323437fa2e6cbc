// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onnx;

/**
 * Something that nodes of an {@link OnnxGraph} read: an input, a tensor of weights, or what another
 * node makes.
 *
 * @param name the only one of that name in its graph
 * @param channels of images and codes, dimension 1; 0 where nobody asks
 */
public record OnnxValue(String name, long channels) {}
