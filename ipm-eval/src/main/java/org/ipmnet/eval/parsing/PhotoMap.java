// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.List;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.GrayImage;

/**
 * What is where in a photo.
 *
 * @param map of the photo's size, values of the parser's labels
 * @param faces the points of those that were found, in the photo's pixels
 */
public record PhotoMap(GrayImage map, List<FaceLandmarks> faces) {}
