// SPDX-License-Identifier: Apache-2.0
/**
 * Weight files. Start with {@link org.ipmnet.core.weights.WeightFile}, which opens any of them;
 * {@link org.ipmnet.core.weights.SafeTensors} and {@link org.ipmnet.core.weights.PyTorchWriter}
 * write. {@link org.ipmnet.core.weights.Pretrained} lists the pretrained networks, {@link
 * org.ipmnet.core.weights.WeightsConfig} says where their files lie, {@link
 * org.ipmnet.core.weights.TensorShapes} compares a file with the tensors that a network needs.
 *
 * <p>Within: a format is read by {@code PyTorchFile} (over {@code ZipDirectory} and {@code
 * SafeUnpickler}, which runs a pickle with the names of {@code TorchClasses} and {@code
 * NumpyClasses} alone), by {@code SafeTensors} (over {@code SafeTensorsHeader}) or by {@code
 * OnnxFile}. All make {@link org.ipmnet.core.weights.StoredTensor}s, which are views of a {@code
 * Storage}. Files are not trusted: {@code MalformedFile} says what is wrong in one.
 */
package org.ipmnet.core.weights;
