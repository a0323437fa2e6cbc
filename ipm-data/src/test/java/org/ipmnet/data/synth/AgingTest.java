// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgingTest {
  private static Aging aging(double age, int person) {
    return new Aging(age, new SplittableRandom(person));
  }

  /** The mean over people who are alike but for chance. */
  private static double mean(double age, ToDoubleFunction<Aging> feature) {
    return IntStream.range(0, 200)
        .mapToDouble(person -> feature.applyAsDouble(aging(age, person)))
        .average()
        .orElseThrow();
  }

  private static void grows(ToDoubleFunction<Aging> feature) {
    double young = mean(22, feature);
    double middle = mean(48, feature);
    double old = mean(75, feature);
    assertTrue(young <= middle && middle < old, young + ", " + middle + ", " + old);
  }

  @Test
  void yearsBringLinesSpotsAndGreyHairAndTakeFullnessFromLips() {
    Identity who = People.person(1);
    grows(aging -> aging.skin(who.skin()).wrinkles());
    grows(aging -> aging.skin(who.skin()).ageSpots());
    grows(aging -> -aging.skin(who.skin()).blemishes());
    grows(aging -> -aging.mouth(who.mouth()).lower());
    grows(aging -> -aging.eyes(who.eyes()).openness());
    Identity.Hair black = new Identity.Hair(HairStyle.LONG, Rgb.BLACK, 0, 0.1, 0, 0.65);
    grows(aging -> aging.hair(black).colour().luma());
  }

  @Test
  void youngFacesStayAsTheyAre() {
    Identity who = People.person(2);
    Aging aging = aging(Identity.YOUNGEST, 0);
    assertEquals(who.mouth(), aging.mouth(who.mouth()));
    assertEquals(who.eyes(), aging.eyes(who.eyes()));
    assertEquals(0, aging.skin(who.skin()).wrinkles());
    assertEquals(0, aging.skin(who.skin()).ageSpots());
  }

  @Test
  void agesAreSpreadOverTheirRange() {
    double[] ages =
        IntStream.range(0, 400).mapToDouble(i -> People.person(i).age()).sorted().toArray();
    assertTrue(ages[0] >= Identity.YOUNGEST && ages[399] <= Identity.OLDEST);
    assertTrue(ages[40] < 30 && ages[360] > 64, ages[40] + " to " + ages[360]);
  }
}
