// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.optimizer;

import java.util.Map;
import java.util.function.Function;
import org.ipmnet.core.network.Network;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Stochastic gradient descent with momentum as PyTorch computes it, in place: g += decay p; v =
 * momentum v + g; p -= rate v. Each tensor belongs to a group.
 */
public final class Sgd {
  private final Network network;
  private final double momentum;
  private final Function<String, Group> groups;
  private final INDArray velocity;

  /**
   * How tensors of one kind move.
   *
   * @param rate factor of the learning rate
   * @param decay L2, added to the gradient
   */
  public record Group(double rate, double decay) {}

  /**
   * An optimiser with velocity 0.
   *
   * @param groups of the network's parameters, by name
   */
  public Sgd(Network network, double momentum, Function<String, Group> groups) {
    this.network = network;
    this.momentum = momentum;
    this.groups = groups;
    this.velocity = Nd4j.create(network.type(), network.parameters().length());
  }

  /** Moves the parameters along the network's gradient, which is used up. */
  public void step(double learningRate) {
    INDArray gradient = network.gradient();
    Map<String, INDArray> gradients = network.gradientViews();
    network
        .parameterViews()
        .forEach(
            (name, parameter) -> {
              double decay = groups.apply(name).decay();
              if (decay > 0) {
                INDArray of = gradients.get(name);
                Nd4j.getBlasWrapper().axpy(decay, line(parameter), line(of));
              }
            });
    velocity.muli(momentum).addi(gradient);
    gradient.assign(velocity); // the same layout: now each tensor's step
    network
        .parameterViews()
        .forEach(
            (name, parameter) ->
                Nd4j.getBlasWrapper()
                    .axpy(
                        -learningRate * groups.apply(name).rate(),
                        line(gradients.get(name)),
                        line(parameter)));
  }

  private static INDArray line(INDArray tensor) {
    return tensor.reshape(tensor.length());
  }

  /** Running sum of the gradients v, [n], live. */
  public INDArray velocity() {
    return velocity;
  }
}
