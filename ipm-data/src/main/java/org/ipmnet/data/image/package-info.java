// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures as plain byte arrays: decoding them ({@link org.ipmnet.data.image.Photo} with its
 * transparency, {@link org.ipmnet.data.image.GrayImage} maps and masks) and bringing them to
 * another size. Start at {@link org.ipmnet.data.image.RgbImage}.
 */
package org.ipmnet.data.image;
