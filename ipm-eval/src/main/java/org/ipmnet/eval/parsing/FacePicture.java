// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.awt.Shape;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.ShapeCoverage;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.CieLab;

/**
 * A picture with a face whose points are known.
 *
 * @param colours of its pixels, row by row
 * @param toPicture from pixels in which the face's points are to those of the picture
 */
record FacePicture(CieLab colours, int width, int height, FaceLandmarks face, AffineMap toPicture) {

  /** Between the eyes' outer corners, in pixels of the picture. */
  double eyeDistance() {
    double area = toPicture.xx() * toPicture.yy() - toPicture.xy() * toPicture.yx();
    return face.eyeDistance() * Math.sqrt(Math.abs(area));
  }

  /** A contour of the face in the picture. */
  Shape contour(FaceContour contour) {
    return contour.of(face, toPicture);
  }

  /** Whether a shape covers most of each pixel, row by row. */
  boolean[] most(Shape shape) {
    return ShapeCoverage.most(shape, width, height);
  }
}
