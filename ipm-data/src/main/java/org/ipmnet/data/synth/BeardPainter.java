// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.synth.FacialHair.Style;

/** Facial hair over skin and makeup: a ground that hides the skin, and single hairs. */
final class BeardPainter implements FeaturePainter {
  /** Hair just below the skin looks blue. */
  private static final Rgb UNDER_SKIN = Rgb.hex(0x4A5058);

  private final FacialHair worn;
  private final Stencil ground;
  private final Strokes hairs;

  BeardPainter(FaceGeometry geometry, int size) {
    Identity identity = geometry.identity();
    worn = identity.facialHair();
    Pose pose = geometry.pose();
    Stencil lips = Stencil.of(geometry.mouth().whole().area(pose), size);
    Path2D shape = geometry.beard().area().area(pose);
    Stencil area = Stencil.of(shape, size);
    ground =
        (worn.style().hidesSkin() ? grown(shape, pose, size) : area.blurred(pose.length(0.03)))
            .without(lips);
    hairs = new Strokes(ground);
    RandomGenerator random = new RandomStreams(identity.detail()).at("beard", 0, 0);
    int count = count();
    Pose.Inverse place = pose.inverse();
    for (int i = 0; i < count; i++) {
      int x = area.left + random.nextInt(area.width);
      int y = area.top + random.nextInt(area.height);
      if (area.at(x, y) > 0.5) {
        hair(geometry, place.at((x + 0.5) / size, (y + 0.5) / size), random);
      }
    }
  }

  /** Beyond the area's edge, so that no bare skin shows where maps say hair. */
  private static Stencil grown(Path2D shape, Pose pose, int size) {
    float rim = (float) pose.length(0.03);
    Shape edge =
        new BasicStroke(rim, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
            .createStrokedShape(shape);
    Path2D grown = new Path2D.Double(shape);
    grown.append(edge, false);
    return Stencil.of(grown, size).blurred(pose.length(0.008));
  }

  /** Twice as many as grow: half of the places lie beside the area. */
  private int count() {
    return switch (worn.style()) {
      case NONE -> 0;
      case STUBBLE -> 1800;
      case MOUSTACHE -> 260;
      case FULL -> 1100;
    };
  }

  private void hair(FaceGeometry geometry, Spot root, RandomGenerator random) {
    boolean stubble = worn.style() == Style.STUBBLE;
    double length = stubble ? random.nextDouble(0.006, 0.014) : random.nextDouble(0.03, 0.07);
    double key = random.nextDouble();
    Rgb shade =
        key < 0.6
            ? worn.colour().times(random.nextDouble(0.5, 0.9))
            : worn.colour().mix(Rgb.hex(0xFFE8C8), random.nextDouble(0.05, 0.25));
    hairs.line(
        geometry.beard().hair(root, length, random).line(geometry.pose()),
        geometry.pose().length(stubble ? 0.004 : 0.006),
        shade,
        stubble ? 0.6 * worn.density() : random.nextDouble(0.4, 0.8));
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    if (worn.style().hidesSkin()) {
      canvas.lay(ground, worn.colour().times(0.7), 0.6 + 0.35 * worn.density());
    } else {
      canvas.lay(ground, worn.colour().mix(UNDER_SKIN, 0.5), 0.2 * worn.density());
    }
    hairs.over(canvas);
  }
}
