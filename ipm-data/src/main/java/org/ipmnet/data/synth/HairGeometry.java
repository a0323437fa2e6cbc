// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.List;
import java.util.stream.IntStream;
import org.ipmnet.data.synth.Identity.Hair;
import org.ipmnet.data.synth.Identity.Head;

/**
 * The hair in face units. On either side two lines run down from the parting: the rim, where hair
 * ends against the face, and the silhouette, where it ends against the backdrop. Strands lie
 * between.
 */
final class HairGeometry {
  private final Hair hair;
  private final double w;
  private final double v;
  private final Contour[] rims = new Contour[2];
  private final Contour[] silhouettes = new Contour[2];

  HairGeometry(Head head, Hair hair) {
    this.hair = hair;
    this.w = head.width();
    this.v = hair.volume();
    for (int side = -1; side <= 1; side += 2) {
      rims[(side + 1) / 2] = onSide(rightRim(), side);
      silhouettes[(side + 1) / 2] = onSide(rightSilhouette(), side);
    }
  }

  /** Where the hair ends against the face, from the parting down one side. */
  Contour rim(int side) {
    return rims[(side + 1) / 2];
  }

  /** Where the hair ends against the backdrop, from the crown down one side. */
  Contour silhouette(int side) {
    return silhouettes[(side + 1) / 2];
  }

  private Contour rightRim() {
    double h = -hair.hairline();
    return switch (hair.style()) {
      case LONG ->
          Contour.of(
              0, h - 0.04, 0.34 * w, h + 0.04, 0.7 * w, h + 0.24, 0.9 * w, -0.12, 0.93 * w, 0.22,
              0.91 * w, 0.5, 0.9 * w, 1.25);
      case TUCKED ->
          Contour.of(
              0, h - 0.04, 0.4 * w, h + 0.03, 0.76 * w, h + 0.2, 0.95 * w, -0.2, 1.05 * w, -0.13,
              1.16 * w, 0.1, 1.1 * w, 0.6, 1.15 * w, 1.25);
      case BOB ->
          Contour.of(
              0, -0.37, 0.35 * w, -0.365, 0.7 * w, -0.345, 0.86 * w, -0.2, 0.92 * w, 0.1, 0.9 * w,
              0.35, 0.86 * w, 0.58);
      case FRINGE ->
          Contour.of(
              0, -0.36, 0.35 * w, -0.365, 0.72 * w, -0.34, 0.9 * w, -0.15, 0.93 * w, 0.22, 0.91 * w,
              0.5, 0.92 * w, 1.25);
      case UPDO ->
          Contour.of(
              0, h - 0.02, 0.4 * w, h + 0.03, 0.74 * w, h + 0.17, 0.92 * w, -0.27, 0.97 * w, -0.12,
              1.03 * w, -0.1);
      case SHORT ->
          Contour.of(
              0, h + 0.02, 0.36 * w, h + 0.12, 0.72 * w, h + 0.2, 0.9 * w, -0.2, 0.93 * w, 0.02,
              1.0 * w, 0.04);
      case CURLS ->
          Contour.of(
              0, h, 0.4 * w, h + 0.05, 0.76 * w, h + 0.2, 0.92 * w, -0.2, 0.94 * w, 0.12, 0.92 * w,
              0.4, 0.98 * w, 0.66);
    };
  }

  private Contour rightSilhouette() {
    return switch (hair.style()) {
      case LONG, FRINGE ->
          Contour.of(
              0,
              -0.93 - v,
              0.5 * w,
              -0.89 - v,
              0.92 * w,
              -0.66 - v,
              w + v,
              -0.25,
              w + 1.4 * v,
              0.2,
              w + 1.7 * v,
              0.7,
              w + 1.9 * v,
              1.25);
      case TUCKED ->
          Contour.of(
              0,
              -0.93 - v,
              0.5 * w,
              -0.89 - v,
              0.92 * w,
              -0.64 - v,
              w + 0.8 * v,
              -0.25,
              w + 0.8 * v + 0.06,
              0.1,
              w + 1.4 * v,
              0.6,
              w + 1.6 * v,
              1.25);
      case BOB ->
          Contour.of(
              0,
              -0.93 - v,
              0.5 * w,
              -0.89 - v,
              0.92 * w,
              -0.66 - v,
              w + 1.1 * v,
              -0.25,
              w + 1.7 * v,
              0.15,
              w + 1.6 * v,
              0.45,
              w + 0.4 * v,
              0.68);
      case UPDO ->
          Contour.of(
              0,
              -0.9 - 0.9 * v,
              0.5 * w,
              -0.86 - 0.8 * v,
              0.86 * w,
              -0.66 - 0.6 * v,
              w + 0.35 * v,
              -0.35,
              1.03 * w + 0.2 * v,
              -0.15,
              1.03 * w,
              -0.1);
      case SHORT ->
          Contour.of(
              0,
              -0.92 - v,
              0.5 * w,
              -0.9 - v,
              0.9 * w,
              -0.68 - 0.8 * v,
              w + 0.6 * v,
              -0.35,
              w + 0.4 * v,
              -0.05,
              1.0 * w + 0.05,
              0.06);
      case CURLS ->
          Contour.of(
              0,
              -1.0 - v,
              0.55 * w,
              -0.97 - v,
              w + 0.4 * v,
              -0.75 - v,
              w + 2.2 * v,
              -0.35,
              w + 2.8 * v,
              0.1,
              w + 2.4 * v,
              0.5,
              w + 0.8 * v,
              0.74);
    };
  }

  /** Mirrors a right half and pulls its upper end to the parting. */
  private Contour onSide(Contour right, int side) {
    int n = right.spots().size();
    List<Spot> spots =
        IntStream.range(0, n)
            .mapToObj(
                i -> {
                  double pull = Math.pow(1 - (double) i / (n - 1), 3);
                  Spot spot = right.spots().get(i);
                  return new Spot(side * spot.x() + hair.part() * pull, spot.y());
                })
            .toList();
    Contour smooth = new Contour(spots).smooth();
    return hair.style() == HairStyle.CURLS ? curled(smooth) : smooth;
  }

  /** Locks bulge along the line. */
  private static Contour curled(Contour line) {
    return Contour.trace(
        0,
        1,
        90,
        t -> {
          Spot here = line.at(t);
          Spot ahead = line.at(t + 0.02);
          Spot behind = line.at(t - 0.02);
          double dx = ahead.x() - behind.x();
          double dy = ahead.y() - behind.y();
          double length = Math.max(1e-6, Math.hypot(dx, dy));
          double bulge = 0.022 * Math.abs(Math.sin(t * 24)) * Math.min(1, 12 * t);
          return here.plus(dy / length * bulge, -dx / length * bulge);
        });
  }

  /** Hair in front of the face on one side. */
  Contour front(int side) {
    return rim(side).then(silhouette(side).reversed());
  }

  /** Hair behind face and neck: everything inside the silhouette. */
  Contour back() {
    return silhouette(-1).reversed().then(silhouette(1));
  }

  /** A strand: {@code across} in [0, 1] from rim to silhouette, from {@code from} to {@code to}. */
  Contour strand(int side, double across, double from, double to, double phase) {
    Contour rim = rim(side);
    Contour silhouette = silhouette(side);
    double curl = hair.style() == HairStyle.CURLS ? 0.02 : hair.wave();
    double waves = hair.style() == HairStyle.CURLS ? 40 : 14;
    return Contour.trace(
        from,
        to,
        14,
        t -> rim.at(t).mix(silhouette.at(t), across).plus(curl * Math.sin(waves * t + phase), 0));
  }

  /** A strand behind the neck: the silhouette drawn in by {@code share} in [0, 1] to the axis. */
  Contour backStrand(int side, double share, double phase) {
    Contour silhouette = silhouette(side);
    return Contour.trace(
        0.45,
        1,
        14,
        t -> {
          Spot rim = silhouette.at(t);
          return new Spot(rim.x() * share + hair.wave() * Math.sin(14 * t + phase), rim.y());
        });
  }

  /** A strand of the fringe, from the crown down to the rim at place {@code t} along it. */
  Contour fringeStrand(int side, double t, double sway) {
    Spot end = rim(side).at(t);
    Spot start = silhouette(side).at(t * 0.7).mix(end, 0.1);
    return Contour.trace(0, 1, 8, u -> start.mix(end, u).plus(sway * u * (1 - u) * side, 0));
  }
}
