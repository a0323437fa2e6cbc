// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;

/**
 * A photo with its map, both of one size.
 *
 * @param photo the picture
 * @param map raw values of the folder's label scheme
 */
public record ParsedPhoto(RgbImage photo, GrayImage map) {}
