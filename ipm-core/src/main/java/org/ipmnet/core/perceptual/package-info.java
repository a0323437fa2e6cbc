// SPDX-License-Identifier: Apache-2.0
/**
 * R, the network of the paper's equation (2), frozen: {@link
 * org.ipmnet.core.perceptual.PerceptualNetwork} is what a loss asks of it, {@link
 * org.ipmnet.core.perceptual.ResNet50} the network itself.
 */
package org.ipmnet.core.perceptual;
