// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.function.Function;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.InstanceNorm;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.WeightsConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What MUNIT's perceptual loss compares: the ReLU behind conv5_3 of a frozen VGG-16, each channel
 * of each picture normalised. The program's own file is a Lua archive of Caffe's weights; here it
 * is torchvision's VGG-16, with pictures scaled as in its own training.
 */
public final class NormedVgg implements PerceptualNetwork {
  private static final VggForm VGG = VggForm.VGG_16;

  private final Network network;
  private final Network norm;

  private NormedVgg(DataType type) {
    Flow last = VGG.groups(VggForm.image(type)).get(4);
    this.network = Network.of("vgg", Flow.end(last));
    Flow features = Flow.from(Flow.graph(type, "x"), "x", last.channels(), Padding.ZERO);
    this.norm =
        Network.of("vgg_norm", Flow.end(features.then("norm", new InstanceNorm(Activation.NONE))));
  }

  /**
   * The network from its file.
   *
   * @throws org.ipmnet.core.UserError if the file is not there, or lacks tensors
   */
  public static NormedVgg of(WeightsConfig weights, DataType type) {
    return of(weights.load(VGG.weights(), VGG.shapes())::get, type);
  }

  /** From the tensors of torchvision's file by name. */
  public static NormedVgg of(Function<String, INDArray> tensors, DataType type) {
    NormedVgg vgg = new NormedVgg(type);
    vgg.network.parameterViews().forEach((name, view) -> view.assign(tensors.apply(name)));
    return vgg;
  }

  /** With random weights, for tests of losses. */
  public static NormedVgg random(RandomStreams streams, DataType type) {
    NormedVgg vgg = new NormedVgg(type);
    vgg.network.initialise(streams);
    return vgg;
  }

  /** The least side of a photo in pixels: conv5_3 then has two by two of its own. */
  public static int leastSide() {
    return 2 * LpipsBackbone.VGG.leastSide();
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
   * The normalised features, [batch, 512, h/16, w/16].
   *
   * @param photos RGB in [-1, 1], [batch, 3, h, w] with sides of {@link #leastSide} or more
   */
  @Override
  public Variable features(Tape tape, Variable photos) {
    Variable last = tape.apply(network, Parameters.FROZEN, VGG.asTrained(tape, photos));
    return tape.apply(norm, Parameters.FROZEN, last);
  }
}
