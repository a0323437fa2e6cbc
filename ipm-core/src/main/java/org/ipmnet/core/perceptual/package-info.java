// SPDX-License-Identifier: Apache-2.0
/**
 * Networks that others have trained and that look at pictures here, frozen: {@link
 * org.ipmnet.core.perceptual.ResNet50} is R of the paper's equation (2), of which a loss asks what
 * {@link org.ipmnet.core.perceptual.PerceptualNetwork} says; {@link
 * org.ipmnet.core.perceptual.InceptionV3} and {@link org.ipmnet.core.perceptual.Lpips} serve
 * measures.
 */
package org.ipmnet.core.perceptual;
