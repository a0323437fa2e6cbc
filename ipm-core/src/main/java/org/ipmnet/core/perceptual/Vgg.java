// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.function.Function;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.weights.WeightsConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A frozen VGG up to the ReLU behind conv4_1, which BeautyGAN's perceptual loss compares. */
public final class Vgg implements PerceptualNetwork {
  /** The least side of a photo: three pools. */
  public static final int LEAST_SIDE = 8;

  private final VggForm form;
  private final VggInput input;
  private final Network network;

  private Vgg(VggForm form, VggInput input, DataType type) {
    this.form = form;
    this.input = input;
    this.network = Network.of(form.weights().key(), form.conv41(type));
  }

  /**
   * The network that a configuration asks for: random, or from its file.
   *
   * @param streams of the run's seed, for the random one
   * @throws org.ipmnet.core.UserError if the file is not there, or lacks tensors
   */
  public static Vgg of(
      VggForm form, VggInput input, WeightsConfig weights, RandomStreams streams, DataType type) {
    if (weights.random(form.weights())) {
      Vgg vgg = new Vgg(form, input, type);
      vgg.network.initialise(streams);
      return vgg;
    }
    return of(form, input, weights.load(form.weights(), form.shapes())::get, type);
  }

  /** From the tensors of the published file by name. */
  public static Vgg of(
      VggForm form, VggInput input, Function<String, INDArray> tensors, DataType type) {
    Vgg vgg = new Vgg(form, input, type);
    vgg.network.parameterViews().forEach((name, view) -> view.assign(tensors.apply(name)));
    return vgg;
  }

  /** A number that tells two sets of weights apart: the CRC-32C of all parameters. */
  public long checksum() {
    return network.checksum();
  }

  /** Its graph, for measurements. */
  public Network network() {
    return network;
  }

  /**
   * The ReLU behind conv4_1, [batch, 512, h/8, w/8].
   *
   * @param photos RGB in [-1, 1], [batch, 3, h, w] with sides of {@value #LEAST_SIDE} or more
   */
  @Override
  public Variable features(Tape tape, Variable photos) {
    Variable seen = input == VggInput.AS_IS ? photos : form.asTrained(tape, photos);
    return tape.apply(network, Tape.Parameters.FROZEN, seen);
  }
}
