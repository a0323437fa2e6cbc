// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

/** Draws the maps that go with a picture: parsing map and regions. */
final class FaceMaps {
  private FaceMaps() {}

  /**
   * The parsing map, size x size values of {@link MtLabel}, back to front. Side -1 is in the left
   * of the picture, the person's right.
   */
  static byte[] labels(FaceGeometry face, int size) {
    Pose pose = face.pose();
    CrispMap map = new CrispMap(size);
    HairGeometry hair = face.hair();
    map.fill(hair.back().area(pose), MtLabel.HAIR.ordinal());
    map.fill(face.neck().area(pose), MtLabel.NECK.ordinal());
    map.fill(face.clothes().area(pose), MtLabel.BACKGROUND.ordinal());
    map.fill(face.ear(-1).area(pose), MtLabel.RIGHT_EAR.ordinal());
    map.fill(face.ear(1).area(pose), MtLabel.LEFT_EAR.ordinal());
    map.fill(face.face().area(pose), MtLabel.SKIN.ordinal());
    map.fill(face.nose().area(pose), MtLabel.NOSE.ordinal());
    if (face.identity().facialHair().style().hidesSkin()) {
      map.fill(face.beard().area().area(pose), MtLabel.HAIR.ordinal());
    }
    map.fill(face.eye(-1).browArea().area(pose), MtLabel.RIGHT_BROW.ordinal());
    map.fill(face.eye(1).browArea().area(pose), MtLabel.LEFT_BROW.ordinal());
    map.fill(face.eye(-1).opening().area(pose), MtLabel.RIGHT_EYE.ordinal());
    map.fill(face.eye(1).opening().area(pose), MtLabel.LEFT_EYE.ordinal());
    MouthGeometry mouth = face.mouth();
    map.fill(mouth.upperLip().area(pose), MtLabel.UPPER_LIP.ordinal());
    map.fill(mouth.lowerLip().area(pose), MtLabel.LOWER_LIP.ordinal());
    if (mouth.open()) {
      map.fill(mouth.inner().area(pose), MtLabel.INNER_MOUTH.ordinal());
    }
    if (face.identity().glasses().worn()) {
      fillFrame(map, face);
    }
    map.fill(hair.front(-1).area(pose), MtLabel.HAIR.ordinal());
    map.fill(hair.front(1).area(pose), MtLabel.HAIR.ordinal());
    return map.values();
  }

  /** The scheme knows no glasses: frames are background, which takes no makeup. */
  private static void fillFrame(CrispMap map, FaceGeometry face) {
    GlassesGeometry glasses = face.glasses();
    for (Contour line : glasses.lines()) {
      map.fill(glasses.covered(line, face.pose()), MtLabel.BACKGROUND.ordinal());
    }
  }

  /** The regions errors are measured in, size x size values of {@link FaceRegion}. */
  static byte[] regions(FaceGeometry face, byte[] labels, int size) {
    CrispMap shadow = new CrispMap(size);
    shadow.fill(face.eye(-1).shadowArea(1).area(face.pose()), 1);
    shadow.fill(face.eye(1).shadowArea(1).area(face.pose()), 1);
    byte[] around = shadow.values();
    byte[] regions = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      regions[i] = (byte) region(MtLabel.of(labels[i]), around[i] != 0).ordinal();
    }
    return regions;
  }

  private static FaceRegion region(MtLabel label, boolean aroundEye) {
    return switch (label) {
      case UPPER_LIP, LOWER_LIP -> FaceRegion.LIPS;
      case SKIN, NOSE -> aroundEye ? FaceRegion.EYE_SHADOW : FaceRegion.SKIN;
      default -> FaceRegion.NONE;
    };
  }
}
