// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.testing;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.ipmnet.Discriminators;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.ipmnet.Residual;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.network.Norm;
import org.ipmnet.core.perceptual.PerceptualNetwork;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.train.adversarial.AdversarialForm;
import org.ipmnet.train.ipmnet.IpmNetLossWeights;
import org.ipmnet.train.ipmnet.StyleSource;
import org.ipmnet.train.optimizer.AdamConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks, pictures and weights that are small enough for finite differences. */
public final class TinyModel {
  private static final long BATCH = 2;
  private static final long SIDE = 8;

  private TinyModel() {}

  /** One residual block each; D is wider and has two scales of two layers. */
  public static IpmNetNetworkConfig sizes() {
    return sizes(2);
  }

  /** {@link #sizes()} with that many channels in the first layers. */
  public static IpmNetNetworkConfig sizes(int width) {
    return new IpmNetNetworkConfig(
        width,
        3,
        4,
        Padding.REFLECT,
        new IpmNetNetworkConfig.Identity(1, Norm.BATCH),
        new IpmNetNetworkConfig.Style(1, 1, Norm.BATCH),
        new IpmNetNetworkConfig.Decoder(1, Norm.LAYER, true, true),
        new IpmNetNetworkConfig.Discriminator(width + 1, 2, 2, Norm.NONE));
  }

  /** E_I, E_S, MLP and G, initialised. */
  public static IpmNet net(DataType type) {
    return net(sizes(), type);
  }

  /** The same with an E_S that looks at each area by itself, and a G that gives each a tone. */
  public static IpmNet netByArea(DataType type) {
    IpmNetNetworkConfig sizes = sizes();
    return net(
        new IpmNetNetworkConfig(
            sizes.dim(),
            FaceArea.COUNT,
            sizes.mlp(),
            sizes.padding(),
            sizes.identityEncoder(),
            new IpmNetNetworkConfig.Style(
                1, 1, Norm.NONE, IpmNetNetworkConfig.Pooling.REGIONS_AND_SKIN),
            new IpmNetNetworkConfig.Decoder(
                sizes.generator().resBlocks(), sizes.generator().norm(), false, true, true),
            sizes.discriminator()),
        type);
  }

  private static IpmNet net(IpmNetNetworkConfig sizes, DataType type) {
    IpmNet net = IpmNet.of(sizes, type).initialise(new RandomStreams(3));
    // Behind a hidden layer that a style leaves dead, a bias of 0 would lie in a ReLU's kink.
    net.mlp()
        .parameterViews()
        .forEach(
            (name, view) -> {
              if (name.endsWith("bias")) {
                view.assign(GradientCheck.values(5, view.shape()).muli(0.1));
              }
            });
    return net;
  }

  /** D_X and D_Y, initialised. */
  public static Discriminators discriminators(DataType type) {
    return Discriminators.of(sizes(), type).initialise(new RandomStreams(4));
  }

  /** A frozen network in R's place: an 8 x 8 picture is too small for R. */
  public static PerceptualNetwork perceptual(DataType type) {
    GraphBuilder graph = Flow.graph(type, "image");
    Flow image = Flow.from(graph, "image", 3, Padding.ZERO);
    Flow features =
        image
            .conv("conv", 4, 7, 2)
            .then("relu", new Activate(Activation.RELU))
            .conv("out", 3, 1, 2);
    Network network = GradientCheck.filled(Network.of("r", Flow.end(features)), 0.1);
    return (tape, photos) -> tape.apply(network, Parameters.FROZEN, photos);
  }

  /** Every loss of this version, all with different weights, with the reference's style. */
  public static IpmNetLossWeights allLosses(AdversarialForm form) {
    return allLosses(form, StyleSource.REFERENCE);
  }

  /** Every loss of this version, all with different weights. */
  public static IpmNetLossWeights allLosses(AdversarialForm form, StyleSource style) {
    return new IpmNetLossWeights(0.8, 1.3, 0.7, 2.1, 0.4, 0.9, 0.6, 1.7, 2.6, form, style);
  }

  /** How r is made: by the paper with the reference's style, else by the authors' program. */
  public static Residual residual(StyleSource style) {
    return style == StyleSource.REFERENCE ? new Residual(1, 0) : new Residual(-2, 0.2);
  }

  /** Adam with a first moment of (1 - 0.5) times the gradient after one step. */
  public static AdamConfig adam(double learningRate) {
    return new AdamConfig(learningRate, 0.5, 0.999, 1e-8, 0, 0, 1);
  }

  /** A batch of noise under masks of noise. */
  public static MakeupBatch batch(DataType type) {
    return batch(type, SIDE);
  }

  /** A batch of noise with parts of faces everywhere, and true results of noise. */
  public static MakeupBatch batchWithTruth(DataType type) {
    return new MakeupBatch(0, known(faces(10, type, SIDE), 30), known(faces(20, type, SIDE), 40));
  }

  private static FaceBatch known(FaceBatch faces, long seed) {
    FacePart[] parts = {FacePart.SKIN, FacePart.UPPER_LIP, FacePart.BROW, FacePart.NOSE};
    byte[][] regions = new byte[(int) BATCH][(int) (SIDE * SIDE)];
    for (byte[] codes : regions) {
      for (int i = 0; i < codes.length; i++) {
        codes[i] = parts[i / 3 % parts.length].code();
      }
      codes[18] = FacePart.EYE.code();
      codes[21] = FacePart.EYE.secondCode();
    }
    INDArray truths =
        GradientCheck.values(seed, faces.images().shape()).castTo(faces.images().dataType());
    return new FaceBatch(faces.images(), faces.masks(), faces.textures(), regions, truths);
  }

  /** A batch of noise of that side. */
  public static MakeupBatch batch(DataType type, long side) {
    return new MakeupBatch(0, faces(10, type, side), faces(20, type, side));
  }

  private static FaceBatch faces(long seed, DataType type, long side) {
    INDArray images = GradientCheck.values(seed, BATCH, 3, side, side).castTo(type);
    INDArray masks = GradientCheck.values(seed + 1, BATCH, 1, side, side).gt(0).castTo(type);
    INDArray textures = GradientCheck.values(seed + 2, BATCH, 1, side, side).castTo(type);
    return new FaceBatch(images, masks, textures);
  }
}
