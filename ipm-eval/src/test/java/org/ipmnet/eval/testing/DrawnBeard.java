// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.testing;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.face.FaceContour;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.face.ShapeCoverage;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.eval.picture.RgbPicture;

/**
 * A beard of single hairs, drawn on a face where it would grow.
 *
 * @param style where it grows
 * @param growth how long and dense it is
 * @param colour of its hairs in the mean, 0xRRGGBB
 */
public record DrawnBeard(Style style, Growth growth, int colour) {
  /** Points around where hairs grow: on the person's right from top to bottom, then the middle. */
  public enum Style {
    FULL(
        new int[] {2, 97, 98, 92, 216, 192, 213, 177, 93, 132, 58, 172, 136, 150, 149, 176, 148},
        152),
    CIRCLE(new int[] {2, 97, 98, 92, 216, 212, 202, 211, 170, 149, 176, 148}, 152),
    MOUSTACHE(new int[] {2, 97, 98, 92, 186, 57, 61}, 13),
    CHIN(new int[] {17, 84, 181, 106, 211, 140, 176, 148}, 152);

    private final int[] right;
    private final int middle;

    Style(int[] right, int middle) {
      this.right = right;
      this.middle = middle;
    }
  }

  /** Share of the skin that hairs cover, and their length in distances between the eyes. */
  public enum Growth {
    THIN_STUBBLE(0.12, 0.012),
    STUBBLE(0.5, 0.015),
    SHORT(1.2, 0.04),
    LONG(2.5, 0.09);

    private final double density;
    private final double length;

    Growth(double density, double length) {
      this.density = density;
      this.length = length;
    }
  }

  /** Thickness of a hair in distances between the eyes: several that lie together. */
  private static final double THICKNESS = 0.008;

  /** Points of the right side and the same ones of the left. */
  private static final int[][] MIRRORED = {
    {97, 326}, {98, 327}, {92, 322}, {216, 436}, {192, 416}, {213, 433}, {177, 401}, {93, 323},
    {132, 361}, {58, 288}, {172, 397}, {136, 365}, {150, 379}, {149, 378}, {176, 400}, {148, 377},
    {212, 432}, {202, 422}, {211, 431}, {170, 395}, {186, 410}, {57, 287}, {61, 291}, {84, 314},
    {181, 405}, {106, 335}, {140, 369}
  };

  /** Where it grows, in pixels of the face's points. */
  public Shape area(FaceLandmarks face) {
    Path2D outline = new Path2D.Double();
    for (int point : style.right) {
      add(outline, face, point);
    }
    add(outline, face, style.middle);
    for (int i = style.right.length - 1; i >= 0; i--) {
      add(outline, face, mirrored(style.right[i]));
    }
    outline.closePath();
    Area area = new Area(outline);
    area.subtract(new Area(FaceContour.LIPS.of(face, AffineMap.IDENTITY)));
    area.subtract(new Area(FaceContour.NOSE.of(face, AffineMap.IDENTITY)));
    return area;
  }

  private static void add(Path2D line, FaceLandmarks face, int point) {
    if (line.getCurrentPoint() == null) {
      line.moveTo(face.x(point), face.y(point));
    } else {
      line.lineTo(face.x(point), face.y(point));
    }
  }

  private static int mirrored(int point) {
    for (int[] pair : MIRRORED) {
      if (pair[0] == point) {
        return pair[1];
      }
    }
    return point;
  }

  /** Which pixels of a picture have it. */
  public boolean[] pixels(FaceLandmarks face, int width, int height) {
    return ShapeCoverage.most(area(face), width, height);
  }

  /** The picture with this beard on its face, a new one. */
  public RgbImage on(RgbImage picture, FaceLandmarks face) {
    BufferedImage drawn = RgbPicture.of(picture);
    Graphics2D canvas = drawn.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    Shape area = area(face);
    canvas.clip(area);
    double eyes = face.eyeDistance();
    RandomGenerator random = new RandomStreams(1).at("beard", style.ordinal(), growth.ordinal());
    Rectangle2D bounds = area.getBounds2D();
    double thickness = THICKNESS * eyes;
    double length = growth.length * eyes;
    long hairs =
        Math.round(growth.density * bounds.getWidth() * bounds.getHeight() / (thickness * length));
    canvas.setStroke(
        new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (long hair = 0; hair < hairs; hair++) {
      double x = bounds.getX() + random.nextDouble() * bounds.getWidth();
      double y = bounds.getY() + random.nextDouble() * bounds.getHeight();
      canvas.setColor(shaded(0.65 + 0.7 * random.nextDouble()));
      canvas.setComposite(
          AlphaComposite.getInstance(
              AlphaComposite.SRC_OVER, (float) (0.6 + 0.4 * random.nextDouble())));
      canvas.draw(hair(face, x, y, length, random));
    }
    canvas.dispose();
    byte[] rgb = new byte[picture.rgb().length];
    for (int i = 0; i < rgb.length / 3; i++) {
      int pixel = drawn.getRGB(i % picture.width(), i / picture.width());
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return new RgbImage(picture.width(), picture.height(), rgb);
  }

  private Color shaded(double light) {
    return new Color(
        (int) Math.min(255, light * (colour >> 16)),
        (int) Math.min(255, light * (colour >> 8 & 0xFF)),
        (int) Math.min(255, light * (colour & 0xFF)));
  }

  /** From its root down the face and away from its middle, bent a little. */
  private static Shape hair(
      FaceLandmarks face, double x, double y, double length, RandomGenerator random) {
    double roll = face.roll();
    double aside =
        ((x - face.x(NOSE)) * Math.cos(roll) + (y - face.y(NOSE)) * Math.sin(roll))
            / face.eyeDistance();
    double angle = roll + Math.PI / 2 - 0.9 * aside + 0.35 * random.nextGaussian();
    double grown = length * (0.6 + 0.8 * random.nextDouble());
    double bend = grown * 0.15 * random.nextGaussian();
    double alongX = Math.cos(angle);
    double alongY = Math.sin(angle);
    return new QuadCurve2D.Double(
        x,
        y,
        x + grown / 2 * alongX - bend * alongY,
        y + grown / 2 * alongY + bend * alongX,
        x + grown * alongX,
        y + grown * alongY);
  }

  private static final int NOSE = 2;
}
