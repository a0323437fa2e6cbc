// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

/**
 * Parts of a face whose points the landmark network looks for twice. Right and left are the
 * person's; MediaPipe's file calls them by where they are in the picture.
 */
enum RefinedPart {
  /** Both lips. */
  LIPS(
      "conv_lips",
      null,
      18,
      20,
      61,
      291,
      // spotless:off
      new int[] {
        61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270,
        409, 78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311,
        310, 415, 76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302,
        303, 304, 408, 62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12,
        268, 271, 272, 407
      // spotless:on
      }),
  /** The right eye with its brow. */
  RIGHT_EYE(
      "conv_left_eye",
      "conv_left_iris",
      30,
      33,
      33,
      133,
      // spotless:off
      new int[] {
        33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25,
        110, 24, 23, 22, 26, 112, 243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231,
        232, 233, 244, 113, 225, 224, 223, 222, 221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117,
        118, 119, 120, 121, 128, 245, 156, 70, 63, 105, 66, 107, 55, 193
      // spotless:on
      }),
  /** The left eye with its brow. */
  LEFT_EYE(
      "conv_right_eye",
      "conv_right_iris",
      48,
      53,
      362,
      263,
      // spotless:off
      new int[] {
        263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255,
        339, 254, 253, 252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449,
        450, 451, 452, 453, 464, 342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295,
        372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336, 285, 417
      // spotless:on
      });

  /** Points of an iris: its centre and four of its edge. */
  static final int IRIS_POINTS = 5;

  /** How many of an eye's points are the lids' edges; they come first. */
  static final int LID_POINTS = 16;

  private final String name;
  private final String irisName;
  private final int firstDepthwise;
  private final int firstConvolution;
  private final int leftEnd;
  private final int rightEnd;
  private final int[] points;

  RefinedPart(
      String name,
      String irisName,
      int firstDepthwise,
      int firstConvolution,
      int leftEnd,
      int rightEnd,
      int[] points) {
    this.name = name;
    this.irisName = irisName;
    this.firstDepthwise = firstDepthwise;
    this.firstConvolution = firstConvolution;
    this.leftEnd = leftEnd;
    this.rightEnd = rightEnd;
    this.points = points;
  }

  /** What the file calls the layer that gives its points. */
  String layer() {
    return name;
  }

  /** What it calls the one that gives the iris's; null for the lips. */
  String irisLayer() {
    return irisName;
  }

  /** The number of its first convolution of each channel by itself. */
  int firstDepthwise() {
    return firstDepthwise;
  }

  /** The number of its first other convolution. */
  int firstConvolution() {
    return firstConvolution;
  }

  /** The mesh point at its end in the left of the picture. */
  int leftEnd() {
    return leftEnd;
  }

  /** The mesh point at its other end. */
  int rightEnd() {
    return rightEnd;
  }

  /** The mesh points that it replaces, in the order of its own. */
  int[] points() {
    return points.clone();
  }

  /** The first point of the iris among all points; those of the network's left eye come first. */
  int firstIrisPoint() {
    return FaceLandmarkNetwork.MESH_POINTS + (this == RIGHT_EYE ? 0 : IRIS_POINTS);
  }
}
