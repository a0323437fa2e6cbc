// SPDX-License-Identifier: Apache-2.0
/**
 * ONNX files in the making: {@link org.ipmnet.core.onnx.OnnxGraph} takes inputs, nodes, weights and
 * outputs. It knows no layer: each {@link org.ipmnet.core.vertex.Layer} knows its own translation,
 * {@link org.ipmnet.core.network.OnnxTranslation} that of a network. Which models become which
 * files is said in {@code org.ipmnet.eval.onnx}; {@link org.ipmnet.core.weights.WeightFile} reads
 * the weights back. The classes in {@code schema} are made from ONNX's own schema when ipm is
 * built.
 */
package org.ipmnet.core.onnx;
