// SPDX-License-Identifier: Apache-2.0
/**
 * Trained models as ONNX files for programs in other languages: {@link
 * org.ipmnet.eval.onnx.OnnxExport} says which model becomes which files, {@link
 * org.ipmnet.eval.onnx.OnnxImport} makes a model of them again. The graphs of IPM-Net, with what
 * lies between its networks, are {@code IpmNetGraphs} and {@code TransferGraph}; how a layer
 * becomes nodes is said in {@code org.ipmnet.core.vertex}.
 */
package org.ipmnet.eval.onnx;
