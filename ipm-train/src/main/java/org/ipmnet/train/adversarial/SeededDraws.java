// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.dataset.Side;

/**
 * A run's own draws: functions of the seed, the iteration and the place, so that a resumed run
 * draws the same.
 *
 * @param streams the run's
 */
public record SeededDraws(RandomStreams streams) implements StepDraws {
  @Override
  public double[] style(long iteration, Call call, Side side, int index, int length) {
    RandomGenerator random = streams.at(stream("style", call, side), iteration, index);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  @Override
  public double texture(long iteration, Call call, Side side) {
    return streams.at(stream("texture", call, side), iteration, 0).nextDouble();
  }

  private static String stream(String what, Call call, Side side) {
    return String.format(
        Locale.ROOT, "%s.%s.%s", what, call.name().toLowerCase(Locale.ROOT), side.folder());
  }
}
