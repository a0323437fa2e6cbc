// SPDX-License-Identifier: Apache-2.0
/**
 * How convolutions are computed. Layers call {@link org.ipmnet.core.convolution.Convolution2d},
 * which chooses a {@link org.ipmnet.core.convolution.ConvolutionMethod} by the shapes:
 *
 * <ul>
 *   <li>On a GPU always {@link org.ipmnet.core.convolution.DirectConvolution}: cuDNN chooses.
 *   <li>3x3, or 4x4 of stride 2, in floats, of many channels and pixels: {@link
 *       org.ipmnet.core.convolution.WinogradConvolution}, a quarter of the multiplications.
 *   <li>5 rows or more, stride 1, no padding, to an image of up to 4 channels: {@link
 *       org.ipmnet.core.convolution.RowConvolution}, the kernel's rows as channels.
 *   <li>All others in floats: {@link org.ipmnet.core.convolution.OneDnnConvolution}, where oneDNN
 *       can be called.
 *   <li>Else: {@link org.ipmnet.core.convolution.DirectConvolution}, ND4J's operation, and {@link
 *       org.ipmnet.core.convolution.InputGradient} where the input's gradient alone is wanted.
 * </ul>
 *
 * <p>{@link org.ipmnet.core.convolution.SubPixelConvolution} is a convolution of a doubled image,
 * computed on the small one.
 */
package org.ipmnet.core.convolution;
