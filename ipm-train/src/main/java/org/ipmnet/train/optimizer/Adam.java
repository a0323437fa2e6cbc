// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.Require;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adam (Kingma and Ba 2015) as PyTorch computes it, in place over the networks' flat arrays: p -=
 * lr * m' / (sqrt(v') + eps) with the bias-corrected moments m', v'.
 */
public final class Adam {
  /** The most steps that can be continued from: ND4J's operation counts them in 31 bits. */
  public static final long MOST_STEPS = 1_000_000_000;

  private final AdamConfig config;
  private final List<Moments> moments = new ArrayList<>();
  private GradientExchange exchange = gradients -> {};
  private long steps;

  /**
   * What Adam remembers of one network.
   *
   * @param network whose parameters it moves
   * @param first running mean of the gradient m, [n]
   * @param second running mean of its square v, [n]
   */
  public record Moments(Network network, INDArray first, INDArray second) {}

  /** An optimiser of these networks with all moments 0. */
  public Adam(AdamConfig config, List<Network> networks) {
    this.config = config;
    for (Network network : networks) {
      long n = network.parameters().length();
      moments.add(
          new Moments(network, Nd4j.create(network.type(), n), Nd4j.create(network.type(), n)));
    }
  }

  /** One step at the configured learning rate; the networks' gradients are used up. */
  public void step() {
    step(config.learningRate(), 1, Memory.fresh());
  }

  /**
   * Moves the parameters several times along the same gradients, which are used up. Weight decay is
   * added anew each time.
   *
   * @param learningRate of these steps
   * @param memory for a copy of one network's gradient
   */
  public void step(double learningRate, int times, Memory memory) {
    exchange.exchange(moments.stream().map(m -> m.network().gradient()).toList());
    for (Moments m : moments) {
      INDArray gradient = m.network().gradient();
      for (int i = 1; i < times; i++) {
        INDArray copy = memory.take(gradient.dataType(), gradient.shape()).assign(gradient);
        move(m, copy, learningRate, steps + i - 1);
        memory.release(copy);
      }
      move(m, gradient, learningRate, steps + times - 1);
    }
    steps += times;
  }

  private void move(Moments m, INDArray gradient, double learningRate, long before) {
    INDArray parameters = m.network().parameters();
    if (config.weightDecay() > 0) {
      Nd4j.getBlasWrapper().axpy(config.weightDecay(), parameters, gradient);
    }
    // ND4J's operation adds its epsilon to the uncorrected root; scaled like that root it is
    // the epsilon of the corrected one.
    double epsilon = config.epsilon() * Math.sqrt(1 - Math.pow(config.beta2(), before + 1.0));
    Nd4j.exec(
        new AdamUpdater(
            gradient,
            m.second(),
            m.first(),
            learningRate,
            config.beta1(),
            config.beta2(),
            epsilon,
            Math.toIntExact(before)));
    if (learningRate > 0) { // at 0 ND4J's operation steps by its epsilon
      parameters.subi(gradient);
    }
  }

  /** Has each step's gradients exchanged first. */
  public void exchanging(GradientExchange with) {
    this.exchange = with;
  }

  /** Sets the gradients of all its networks to 0. */
  public void clearGradients() {
    moments.forEach(m -> m.network().clearGradient());
  }

  /** How it is configured. */
  public AdamConfig config() {
    return config;
  }

  /** The moments in the order of the networks, live. */
  public List<Moments> moments() {
    return List.copyOf(moments);
  }

  /** Steps taken so far. */
  public long steps() {
    return steps;
  }

  /**
   * Continues counting.
   *
   * @param taken 0 to {@link #MOST_STEPS}
   * @throws UserError if it is another number
   */
  public void steps(long taken) {
    Require.within("Adam's number of steps", taken, 0, MOST_STEPS);
    this.steps = taken;
  }
}
