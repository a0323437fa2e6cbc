// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures as plain byte arrays: reading them through DataVec ({@link
 * org.ipmnet.data.image.ImageDecoder}) and bringing them to another size. Start at {@link
 * org.ipmnet.data.image.RgbImage}.
 */
package org.ipmnet.data.image;
