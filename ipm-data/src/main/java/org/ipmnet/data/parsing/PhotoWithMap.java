// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import java.nio.file.Path;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;

/**
 * The two files of a sample.
 *
 * @param name the photo's path below {@code images/} without extension, such as {@code makeup/a}
 * @param photo the picture
 * @param map its parsing map
 */
public record PhotoWithMap(String name, Path photo, Path map) {
  /**
   * Reads both as they are stored, the map at the photo's size.
   *
   * @throws org.ipmnet.core.UserError naming the file at fault
   */
  public ParsedPhoto read(LabelScheme labels) {
    RgbImage picture = RgbImage.read(photo);
    GrayImage values = GrayImage.readValues(map);
    values.requireShapeOf(picture, map, photo);
    labels.regions(values, map); // refuses values that the scheme lacks
    return new ParsedPhoto(picture, values.resizedNearest(picture.width(), picture.height()));
  }
}
