// SPDX-License-Identifier: Apache-2.0
/**
 * Weight files. {@link org.ipmnet.core.weights.WeightFile} opens any of them by content: PyTorch's
 * two formats, pickles of NumPy arrays, safetensors. {@link org.ipmnet.core.weights.SafeTensors}
 * and {@link org.ipmnet.core.weights.PyTorchWriter} write. {@link
 * org.ipmnet.core.weights.Pretrained} are the networks that others have trained, {@link
 * org.ipmnet.core.weights.WeightsConfig} says where their files lie. No file is trusted.
 */
package org.ipmnet.core.weights;
