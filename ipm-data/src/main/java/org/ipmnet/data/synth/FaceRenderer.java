// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.ArrayList;
import java.util.List;

/**
 * Renders one person at one size, in any makeup.
 *
 * <p>Deterministic: the same identity, size and makeup give the same bytes. Outside the makeup area
 * of {@link #labels()} all makeup leaves every pixel as the bare face has it. Safe to share between
 * threads.
 */
public final class FaceRenderer {
  /** Smallest width of a picture in pixels. */
  public static final int MIN_SIZE = 32;

  /** Largest width of a picture in pixels. */
  public static final int MAX_SIZE = 2048;

  private final int size;
  private final int factor;
  private final Canvas behind;
  private final List<FeaturePainter> painters;
  private final byte[] labels;
  private final byte[] regions;
  private final int[] bare;

  /**
   * Prepares a person.
   *
   * @param size width and height of the pictures in pixels, from {@value #MIN_SIZE} to {@value
   *     #MAX_SIZE}
   */
  public FaceRenderer(Identity identity, int size) {
    if (size < MIN_SIZE || size > MAX_SIZE) {
      throw new IllegalArgumentException("size must be 32 to 2048, found " + size);
    }
    this.size = size;
    this.factor = size <= 128 ? 3 : size <= 700 ? 2 : 1;
    FaceGeometry geometry = new FaceGeometry(identity);
    int fine = size * factor;
    Makeup none = Makeup.bare(identity);
    HairPainter hair = new HairPainter(geometry, fine);
    this.behind = new Canvas(fine);
    new BackdropPainter(geometry).paint(behind, none);
    hair.paintBack(behind);
    new BodyPainter(geometry, fine).paint(behind, none);
    List<FeaturePainter> order =
        new ArrayList<>(
            List.of(
                new PigmentPainter(geometry, fine),
                new EyeShadowPainter(geometry, -1, fine),
                new EyeShadowPainter(geometry, 1, fine),
                new LipstickPainter(geometry, fine),
                new ComplexionPainter(geometry, fine),
                new WrinklePainter(geometry, fine),
                new NosePainter(geometry, fine),
                new EyePainter(geometry, -1, fine),
                new EyePainter(geometry, 1, fine),
                new BrowPainter(geometry, -1, fine),
                new BrowPainter(geometry, 1, fine),
                new MouthPainter(geometry, fine)));
    if (identity.facialHair().style() != FacialHair.Style.NONE) {
      order.add(new BeardPainter(geometry, fine));
    }
    if (identity.glasses().worn()) {
      order.add(new GlassesPainter(geometry, fine));
    }
    order.add((canvas, makeup) -> hair.paintFront(canvas));
    this.painters = List.copyOf(order);
    this.labels = FaceMaps.labels(geometry, size);
    this.regions = FaceMaps.regions(geometry, labels, size);
    this.bare = paint(none);
  }

  /** Width and height in pixels. */
  public int size() {
    return size;
  }

  /** The picture with this makeup: {@code 0xRRGGBB} per pixel, row by row. */
  public int[] image(Makeup makeup) {
    int[] worn = paint(makeup);
    int[] image = bare.clone();
    for (int i = 0; i < image.length; i++) {
      if (MtLabel.of(labels[i]).takesMakeup()) {
        image[i] = worn[i];
      }
    }
    return image;
  }

  /** The parsing map in the MT scheme, row by row. */
  public byte[] labels() {
    return labels.clone();
  }

  /** The {@link FaceRegion} of each pixel, as its ordinal, row by row. */
  public byte[] regions() {
    return regions.clone();
  }

  private int[] paint(Makeup makeup) {
    Canvas canvas = behind.copy();
    for (FeaturePainter painter : painters) {
      painter.paint(canvas, makeup);
    }
    return canvas.shrunk(factor);
  }
}
