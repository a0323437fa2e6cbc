// SPDX-License-Identifier: Apache-2.0
/**
 * Networks that others have trained, frozen here, whose activations are compared. {@link
 * org.ipmnet.core.perceptual.ResNet50} is R of the paper's equation (2); losses use it as a {@link
 * org.ipmnet.core.perceptual.PerceptualNetwork}. {@link org.ipmnet.core.perceptual.InceptionV3} and
 * {@link org.ipmnet.core.perceptual.Lpips} serve the measures.
 */
package org.ipmnet.core.perceptual;
