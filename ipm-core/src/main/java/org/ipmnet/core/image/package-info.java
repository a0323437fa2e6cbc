// SPDX-License-Identifier: Apache-2.0
/**
 * Batches of images as arrays: {@link org.ipmnet.core.image.Layout} says in which order their
 * dimensions come, {@link org.ipmnet.core.image.Channelwise} sums, scales and shifts whole channels
 * in either order.
 */
package org.ipmnet.core.image;
