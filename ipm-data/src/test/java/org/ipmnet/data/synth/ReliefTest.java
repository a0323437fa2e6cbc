// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleFunction;
import org.ipmnet.data.synth.Light.SideLamp;
import org.junit.jupiter.api.Test;

class ReliefTest {
  private static final int SIZE = 96;
  private static final SideLamp NONE = new SideLamp(0, 0, 0, 0);

  private static int[] picture(Light light) {
    Identity who = People.with(People.plain(6), light);
    return new FaceRenderer(who, SIZE).image(Makeup.bare(who));
  }

  /** Mean over the skin of one half of the picture. */
  private static double half(int[] picture, int side, ToDoubleFunction<Rgb> value) {
    byte[] labels = new FaceRenderer(People.plain(6), SIZE).labels();
    double sum = 0;
    int count = 0;
    for (int p = 0; p < picture.length; p++) {
      boolean here = Integer.signum(p % SIZE - SIZE / 2) == side;
      if (here && labels[p] == MtLabel.SKIN.ordinal()) {
        sum += value.applyAsDouble(Rgb.hex(picture[p]));
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void theSecondLampLightensItsOwnSide() {
    int[] one = picture(new Light(-0.7, -0.3, 0.5, 0.5, NONE));
    int[] two = picture(new Light(-0.7, -0.3, 0.5, 0.5, new SideLamp(2, 0, 0.4, 0)));
    double far = half(two, 1, Rgb::luma) - half(one, 1, Rgb::luma);
    double near = half(two, -1, Rgb::luma) - half(one, -1, Rgb::luma);
    assertTrue(far > 0.02 && far > 2 * near, far + " and " + near);
  }

  @Test
  void aWarmLampIsRedderThanACoolOne() {
    ToDoubleFunction<Rgb> redness = c -> c.red() - c.blue();
    int[] warm = picture(new Light(-0.7, -0.3, 0.5, 0.5, new SideLamp(1.5, 0, 0.4, 1)));
    int[] cool = picture(new Light(-0.7, -0.3, 0.5, 0.5, new SideLamp(1.5, 0, 0.4, -1)));
    assertTrue(half(warm, 1, redness) > half(cool, 1, redness) + 0.02);
  }

  @Test
  void aNoseKeepsTheLampsLightBackOnTheOtherSide() {
    int n = 101;
    float[] heights = new float[n * n];
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        heights[y * n + x] = 0.2f * (float) Math.exp(-Math.pow((x - 50) / 4.0, 2));
      }
    }
    Pose upright = Pose.ahead(0, 0, 1);
    CastShadow shadow = new CastShadow(heights, n, upright, Lamp.at(-1, 0), 1);
    assertTrue(shadow.at(58, 50) > 0.9, "behind the ridge " + shadow.at(58, 50));
    assertTrue(shadow.at(40, 50) == 0, "before the ridge " + shadow.at(40, 50));
    assertTrue(shadow.at(90, 50) == 0, "far away " + shadow.at(90, 50));
    CastShadow soft = new CastShadow(heights, n, upright, Lamp.at(-1, 0), 0);
    assertTrue(soft.at(64, 50) < shadow.at(64, 50) - 0.2);
  }
}
