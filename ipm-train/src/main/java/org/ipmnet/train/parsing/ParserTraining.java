// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.parsing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.parsing.BiSeNet;
import org.ipmnet.core.perceptual.ImageNetInput;
import org.ipmnet.core.tape.Scalar;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.parsing.ParsingBatch;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.optimizer.Sgd;
import org.ipmnet.train.optimizer.Sgd.Group;
import org.ipmnet.train.optimizer.SgdConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One iteration of a parser: the losses of its three heads added, one step of gradient descent.
 * Fusion and heads learn faster; norms and biases do not decay.
 */
public final class ParserTraining implements AutoCloseable {
  private static final long SLAB_BYTES = 64L << 20;
  private static final String VELOCITY = "sgd.bisenet.velocity";
  private static final List<String> TERMS = List.of("main", "aux16", "aux32");

  private final ParserConfig config;
  private final Network network;
  private final HardExampleCrossEntropy loss;
  private final Sgd sgd;
  private final Arena arena;
  private long iteration;

  /** A training at iteration 0 with all weights 0, to be initialised or loaded. */
  public ParserTraining(ParserConfig config) {
    this(config, DataType.FLOAT);
  }

  ParserTraining(ParserConfig config, DataType type) {
    this.config = config;
    this.network = BiSeNet.trainable(config.sizes(), type);
    this.loss = new HardExampleCrossEntropy(config.loss().threshold(), config.loss().leastShare());
    Map<String, INDArray> parameters = network.parameterViews();
    this.sgd =
        new Sgd(
            network,
            config.optimizer().momentum(),
            name -> group(config.optimizer(), name, parameters.get(name).rank()));
    this.arena = new Arena(type, SLAB_BYTES);
  }

  /** The published program's four groups: kernels have rank 4, norms and biases rank 1. */
  static Group group(SgdConfig config, String name, int rank) {
    boolean head = name.startsWith("ffm.") || name.startsWith("conv_out");
    return new Group(head ? config.headFactor() : 1, rank > 1 ? config.weightDecay() : 0);
  }

  /** Updates the network on one batch; returns the losses before the update. */
  public LossReport step(ParsingBatch batch) {
    double rate = config.optimizer().learningRateAt(iteration, config.iterations());
    Map<String, Double> terms = losses(batch);
    sgd.step(rate);
    network.clearGradient();
    iteration++;
    terms.put("learning_rate", rate);
    return new LossReport(terms);
  }

  /** The losses; their gradient is added to the network's. */
  Map<String, Double> losses(ParsingBatch batch) {
    Map<String, Double> terms = new LinkedHashMap<>();
    INDArray images =
        ImageNetInput.standardise(
            Nd4j.createFromArray(batch.images())
                .reshape(batch.size(), 3, batch.side(), batch.side())
                .castTo(network.type()));
    INDArray oneHot = oneHot(batch);
    double total = 0;
    try (Tape tape = new Tape(arena)) {
      List<Variable> heads = tape.applyAll(network, Tape.Parameters.TRAINED, tape.constant(images));
      for (int i = 0; i < heads.size(); i++) {
        Scalar scalar = loss.of(tape, heads.get(i), oneHot);
        tape.weigh(scalar, 1);
        terms.put(TERMS.get(i), scalar.value());
        total += scalar.value();
      }
      tape.backward();
    }
    arena.reset();
    images.close();
    oneHot.close();
    terms.put("parser_total", total);
    return terms;
  }

  private INDArray oneHot(ParsingBatch batch) {
    int plane = batch.side() * batch.side();
    int classes = config.sizes().classes();
    float[] values = new float[batch.size() * classes * plane];
    for (int b = 0, from = 0; b < batch.size(); b++) {
      int image = b * classes * plane;
      for (int i = 0; i < plane; i++, from++) {
        values[image + (int) batch.classes()[from] * plane + i] = 1;
      }
    }
    return Nd4j.createFromArray(values)
        .reshape(batch.size(), classes, batch.side(), batch.side())
        .castTo(network.type());
  }

  /** The network that is trained. */
  public Network network() {
    return network;
  }

  /** What the optimiser remembers. */
  public Sgd sgd() {
    return sgd;
  }

  /** Adds the whole state: weights, running statistics and velocity. */
  void save(Checkpoint.Content content) {
    content.network(network).tensor(VELOCITY, sgd.velocity());
  }

  /**
   * Sets the whole state from a checkpoint.
   *
   * @throws org.ipmnet.core.UserError if it lacks something or holds what does not fit
   */
  void load(Checkpoint checkpoint) {
    checkpoint.load(List.of(network));
    checkpoint.read(VELOCITY, sgd.velocity());
    iteration = checkpoint.iteration();
  }

  @Override
  public void close() {
    arena.close();
  }
}
