// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.synth.Identity.Backdrop;

/** What is behind the head. */
final class BackdropPainter implements FeaturePainter {
  private final Identity identity;
  private final Backdrop backdrop;

  BackdropPainter(FaceGeometry geometry) {
    this.identity = geometry.identity();
    this.backdrop = identity.backdrop();
  }

  @Override
  public void paint(Canvas canvas, Makeup makeup) {
    RandomGenerator random = new RandomStreams(identity.detail()).at("backdrop", 0, 0);
    canvas.lay(rectangle(canvas, -0.2, -0.2, 1.4, 1.4), backdrop.first(), 1);
    sweep(canvas, 0.85);
    switch (backdrop.pattern()) {
      case GRADIENT -> {}
      case STRIPES -> stripes(canvas, random);
      case BLOBS -> blobs(canvas, random);
      case ROOM -> room(canvas, random);
      case FOLIAGE -> foliage(canvas, random);
    }
  }

  private void sweep(Canvas canvas, double opacity) {
    double dx = Math.cos(backdrop.angle());
    double dy = Math.sin(backdrop.angle());
    Pose upright = Pose.ahead(0, 0, 1);
    Stencil sweep =
        rectangle(canvas, 0, 0, 1, 1).faded(upright, new Spot(-dx, -dy), new Spot(dx, dy));
    canvas.lay(sweep, backdrop.second(), opacity);
  }

  private void stripes(Canvas canvas, RandomGenerator random) {
    double pitch = random.nextDouble(0.08, 0.2);
    double dx = Math.cos(backdrop.angle());
    double dy = Math.sin(backdrop.angle());
    for (double at = -1; at < 1; at += pitch) {
      Path2D line = new Path2D.Double();
      line.moveTo(0.5 + at * dx - dy, 0.5 + at * dy + dx);
      line.lineTo(0.5 + at * dx + dy, 0.5 + at * dy - dx);
      Stencil stripe = Stencil.stroke(line, 0.45 * pitch, canvas.size).blurred(0.006);
      canvas.lay(stripe, backdrop.second().mix(Rgb.WHITE, 0.25), 0.55);
    }
  }

  private void blobs(Canvas canvas, RandomGenerator random) {
    for (int i = 0; i < 16; i++) {
      double radius = random.nextDouble(0.03, 0.1);
      double x = random.nextDouble();
      double y = random.nextDouble();
      Rgb light = (i % 2 == 0 ? backdrop.first() : backdrop.second()).mix(Rgb.hex(0xFFE9C0), 0.6);
      Stencil disc =
          Stencil.of(
              new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), canvas.size);
      canvas.shine(disc.blurred(0.008), light, random.nextDouble(0.2, 0.6));
    }
  }

  private void room(Canvas canvas, RandomGenerator random) {
    canvas.lay(
        rectangle(canvas, 0, 0.62, 1, 0.4).blurred(0.02), backdrop.second().times(0.55), 0.8);
    double x = random.nextBoolean() ? -0.05 : 0.7;
    canvas.shine(rectangle(canvas, x, 0.02, 0.34, 0.44).blurred(0.02), Rgb.hex(0xF2F6FF), 0.75);
    canvas.lay(rectangle(canvas, x + 0.16, 0.02, 0.02, 0.44).blurred(0.008), backdrop.first(), 0.7);
    double shelf = x > 0.5 ? 0 : 0.72;
    for (int row = 0; row < 3; row++) {
      for (int book = 0; book < 5; book++) {
        double height = random.nextDouble(0.08, 0.16);
        double left = shelf + 0.055 * book;
        canvas.lay(
            rectangle(canvas, left, 0.2 * row + 0.2 - height, 0.045, height).blurred(0.01),
            Palette.muted(random),
            0.75);
      }
    }
  }

  private void foliage(Canvas canvas, RandomGenerator random) {
    Rgb green = Rgb.hex(0x4E7A3A).mix(backdrop.first(), 0.35);
    for (int i = 0; i < 34; i++) {
      Spot at = new Spot(random.nextDouble(), random.nextDouble());
      Contour leaf =
          Contour.ellipse(at, random.nextDouble(0.04, 0.11), 0.03, random.nextDouble(0, Math.PI));
      Pose flat = Pose.ahead(-1, -1, 2);
      Rgb shade =
          green.mix(i % 3 == 0 ? Rgb.hex(0xE8E8A0) : Rgb.hex(0x10240F), random.nextDouble(0.5));
      canvas.lay(Stencil.of(leaf.area(flat), canvas.size).blurred(0.012), shade, 0.6);
    }
  }

  private static Stencil rectangle(Canvas canvas, double x, double y, double w, double h) {
    return Stencil.of(new Rectangle2D.Double(x, y, w, h), canvas.size);
  }
}
