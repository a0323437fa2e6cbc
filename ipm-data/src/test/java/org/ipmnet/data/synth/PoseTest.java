// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.junit.jupiter.api.Test;

class PoseTest {
  private static final Pose TURNED = new Pose(0, Pose.MOST_YAW, 0, 0, 0, 1);

  /** No part of the face hides another one, so each pixel shows one place. */
  @Test
  void theInverseUndoesEveryPose() {
    RandomGenerator random = new RandomStreams(7).at("pose", 0, 0);
    for (int i = 0; i < 20_000; i++) {
      Pose pose =
          new Pose(
              random.nextDouble(-0.12, 0.12),
              random.nextDouble(-Pose.MOST_YAW, Pose.MOST_YAW),
              random.nextDouble(-Pose.MOST_PITCH, Pose.MOST_PITCH),
              random.nextDouble(-0.05, 0.05),
              random.nextDouble(-0.05, 0.05),
              random.nextDouble(0.85, 1.02));
      Spot spot = new Spot(random.nextDouble(-1, 1), random.nextDouble(-1.2, 1.2));
      Spot back = pose.inverse().at(pose.pictureX(spot), pose.pictureY(spot));
      String where = pose + " " + spot;
      assertEquals(spot.x(), back.x(), 4e-3, where);
      assertEquals(spot.y(), back.y(), 4e-3, where);
    }
  }

  private static double width(Pose pose, double from, double to) {
    return pose.pictureX(new Spot(to, 0)) - pose.pictureX(new Spot(from, 0));
  }

  @Test
  void aTurnShortensTheSideItTurnsTo() {
    double near = width(TURNED, -0.45, -0.15);
    double far = width(TURNED, 0.15, 0.45);
    assertTrue(far < 0.6 * near && far > 0, far + " and " + near);
  }

  @Test
  void theNoseGoesFurtherThanTheCheeksAndTheRimStays() {
    Pose ahead = Pose.ahead(0, 0, 1);
    double nose = TURNED.pictureX(new Spot(0, 0.18)) - ahead.pictureX(new Spot(0, 0.18));
    double cheek = TURNED.pictureX(new Spot(0.4, 0.18)) - ahead.pictureX(new Spot(0.4, 0.18));
    Spot rim = new Spot(0.75, 0);
    assertTrue(nose > 1.6 * cheek, nose + " and " + cheek);
    assertEquals(ahead.pictureX(rim), TURNED.pictureX(rim));
    Pose nodding = new Pose(0, 0, Pose.MOST_PITCH, 0, 0, 1);
    assertTrue(nodding.pictureY(new Spot(0, 0.18)) > ahead.pictureY(new Spot(0, 0.18)) + 0.03);
  }

  /** A lamp on the right shines straight on a face that is turned there. */
  @Test
  void aHeadThatIsTurnedToTheLampIsLitStraightOn() {
    Lamp lamp = Lamp.at(Math.tan(0.3), 0);
    Lamp seen = lamp.from(new Pose(0, 0.3, 0, 0, 0, 1));
    assertEquals(1, seen.lz(), 1e-9);
    assertEquals(0, seen.lx(), 1e-9);
    Lamp above = Lamp.at(0, -Math.tan(0.2));
    assertEquals(1, above.from(new Pose(0, 0, -0.2, 0, 0, 1)).lz(), 1e-9);
    assertTrue(lamp.from(new Pose(0, -0.3, 0, 0, 0, 1)).lz() < lamp.lz());
    Lamp aside = Lamp.at(Math.tan(0.3), Math.tan(0.2) / Math.cos(0.3));
    Lamp ahead = aside.from(new Pose(0, 0.3, 0.2, 0, 0, 1));
    assertEquals(1, ahead.lz(), 1e-9);
    assertEquals(aside.hz(), ahead.hz(), 1e-9, "half way between lamp and viewer");
    assertEquals(1, Math.hypot(Math.hypot(ahead.hx(), ahead.hy()), ahead.hz()), 1e-9);
  }
}
