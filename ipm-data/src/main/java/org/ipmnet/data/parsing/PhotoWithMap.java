// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.parsing;

import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.image.WorkingSize;
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
   * @throws UserError naming the file at fault
   */
  public ParsedPhoto read(LabelScheme labels) {
    RgbImage picture = RgbImage.read(photo);
    GrayImage values = GrayImage.readValues(map);
    if (!WorkingSize.sameShape(
        picture.width(), picture.height(), values.width(), values.height())) {
      throw new UserError(
          "%s is %dx%d but its photo %s is %dx%d, another aspect ratio; make it anew from this photo"
              .formatted(
                  map,
                  values.width(),
                  values.height(),
                  photo.getFileName(),
                  picture.width(),
                  picture.height()));
    }
    labels.regions(values, map); // refuses values that the scheme lacks
    return new ParsedPhoto(picture, values.resizedNearest(picture.width(), picture.height()));
  }
}
