// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.testing;

import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.parsing.FaceParser;

/** Sees the same face, framed as MT's, in every picture; MT labels. */
public final class TemplateParser implements FaceParser {
  private int calls;

  /** How often it was asked. */
  public int calls() {
    return calls;
  }

  @Override
  public LabelScheme labels() {
    return LabelScheme.MT;
  }

  @Override
  public int size() {
    return 96;
  }

  @Override
  public String fingerprint() {
    return "template";
  }

  @Override
  public synchronized GrayImage parse(RgbImage photo, int mapWidth, int mapHeight) {
    calls++;
    DrawnFace face = DrawnFace.mtLike(mapWidth);
    byte[] values = new byte[mapWidth * mapHeight];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (face.part(i % mapWidth, i / mapWidth)) {
            case SKIN -> 1;
            case EYE -> 4;
            case UPPER_LIP -> 7;
            default -> 10;
          };
    }
    return new GrayImage(mapWidth, mapHeight, values);
  }

  @Override
  public void close() {}
}
