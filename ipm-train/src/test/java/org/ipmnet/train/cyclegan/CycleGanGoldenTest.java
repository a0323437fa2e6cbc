// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cyclegan;

import static org.ipmnet.train.testing.GoldenTraining.forward;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.cyclegan.CycleGanNetworkConfig;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.data.batch.FaceBatch;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.ipmnet.train.cyclegan.CycleGanOptimizer.ScheduleStep;
import org.ipmnet.train.testing.GoldenTraining;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** CycleGAN against the published program: forward, losses, gradients, parameters, pool, rates. */
class CycleGanGoldenTest {
  private static final List<String> NETWORKS = List.of("G_A", "G_B", "D_A", "D_B");

  private GoldenCase golden;
  private double nudge = 1;

  @BeforeEach
  void open() {
    golden = GoldenCase.open("cyclegan-small");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void forwardEqualsTheProgram(DataType type) {
    GoldenTraining expected = new GoldenTraining(golden, type);
    CycleGan net = net(type);
    INDArray a = image(0, "a", type);
    INDArray b = image(0, "b", type);
    assertLayers(expected, net.generatorA(), "forward/G_A_of_x_a", a, layersOfG());
    assertLayers(expected, net.discriminatorA(), "forward/D_A_of_x_b", b, layersOfD());
    expected.assertForward("forward/G_B_of_x_b", forward(net.generatorB(), b)[0]);
    expected.assertForward("forward/D_B_of_x_a", forward(net.discriminatorB(), a)[0]);
  }

  /** The program's modules that are vertices of ours: convolutions, blocks and the end. */
  private IntStream layersOfG() {
    int afterBlocks = 10 + golden.manifest("network", "res_blocks").asInt();
    IntStream convolutionsDown = IntStream.of(4, 7);
    IntStream blocksAndUp = IntStream.rangeClosed(10, afterBlocks);
    IntStream end = IntStream.of(afterBlocks + 7, afterBlocks + 8);
    return IntStream.concat(convolutionsDown, IntStream.concat(blocksAndUp, end));
  }

  private IntStream layersOfD() {
    int layers = golden.manifest("network", "d_layers").asInt();
    return IntStream.concat(
        IntStream.of(0), IntStream.rangeClosed(0, layers).map(layer -> 2 + 3 * layer));
  }

  /** Compares those modules that the case holds. */
  private void assertLayers(
      GoldenTraining expected, Network network, String name, INDArray image, IntStream modules) {
    List<Integer> stored =
        modules.filter(module -> golden.has(name + "_layer" + module)).boxed().toList();
    assertTrue(stored.size() >= 3, name + " has only the layers " + stored);
    ComputationGraphConfiguration graph = network.graph().getConfiguration().clone();
    graph.setNetworkOutputs(stored.stream().map(module -> "model." + module).toList());
    Network opened = Network.of("opened", graph);
    opened
        .parameterViews()
        .forEach((tensor, view) -> view.assign(network.parameterViews().get(tensor)));
    INDArray[] found = forward(opened, image);
    for (int i = 0; i < found.length; i++) {
      expected.assertForward(name + "_layer" + stored.get(i), found[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void trainingEqualsTheProgram(DataType type) {
    GoldenTraining expected = new GoldenTraining(golden, type);
    expected.withNudges(
        factor -> {
          nudge = factor;
          trainingEqualsTheProgram(expected, type);
        });
  }

  private void trainingEqualsTheProgram(GoldenTraining expected, DataType type) {
    Iterator<JsonNode> draws = golden.manifest("pool", "draws").iterator();
    CycleGan net = net(type);
    Pools pools = new Pools(golden.manifest("pool", "size").asInt());
    double rate = golden.manifest("lr_used").get(0).asDouble();
    try (CycleGanTraining training = training(net, new RecordedDraws(draws))) {
      for (int i = 1; i <= expected.comparableIterations(); i++) {
        assertShown(expected, pools, net, i - 1, type);
        Map<String, Double> report = training.step(batch(i - 1, type)).terms();
        expected.assertLosses("losses", i, byTheirNames(report), Set.of());
        if (i == 1) {
          assertGradients(expected, training, type);
        }
        for (int n = 0; n < NETWORKS.size(); n++) {
          String stored = String.format(Locale.ROOT, "params/%s.after%d", NETWORKS.get(n), i);
          if (golden.has(stored)) {
            expected.assertParameters(
                stored, net.networks().get(n).parameterViews(), zero(expected, n), i, rate);
          }
        }
      }
    }
    assertFalse(draws.hasNext(), "a recorded draw was not used");
  }

  /** Pools beside those of the training, on the same draws. */
  private final class Pools {
    private final PoolDraws draws = new RecordedDraws(golden.manifest("pool", "draws").iterator());
    private final ImagePool madeUp;
    private final ImagePool bare;

    Pools(int size) {
      madeUp = new ImagePool(Side.MADE_UP, size);
      bare = new ImagePool(Side.BARE, size);
    }
  }

  /** The pictures that both G make before their step, and what the pools hand out for them. */
  private void assertShown(
      GoldenTraining expected, Pools pools, CycleGan net, int i, DataType type) {
    Memory memory = Memory.fresh();
    INDArray fakeB = forward(net.generatorA(), image(i, "a", type))[0];
    INDArray fakeA = forward(net.generatorB(), image(i, "b", type))[0];
    if (i == 0) {
      expected.assertForward("iter1/fake_B", fakeB);
      expected.assertForward("iter1/fake_A", fakeA);
      expected.assertForward("iter1/rec_A", forward(net.generatorB(), fakeB)[0]);
      expected.assertForward("iter1/rec_B", forward(net.generatorA(), fakeA)[0]);
      if (identity() > 0) {
        expected.assertForward("iter1/idt_A", forward(net.generatorA(), image(i, "b", type))[0]);
        expected.assertForward("iter1/idt_B", forward(net.generatorB(), image(i, "a", type))[0]);
      }
    }
    String shown = String.format(Locale.ROOT, "pool/iter%d.used_", i + 1);
    INDArray shownB = pools.madeUp.exchange(memory, fakeB, pools.draws, i);
    expected.assertForward(shown + "B", i + 1, shownB);
    INDArray shownA = pools.bare.exchange(memory, fakeA, pools.draws, i);
    expected.assertForward(shown + "A", i + 1, shownA);
  }

  private void assertGradients(GoldenTraining expected, CycleGanTraining training, DataType type) {
    try (CycleGanTraining start = training(net(type), null)) {
      GoldenTraining.restoreGradients(training, start);
    }
    for (int n = 0; n < NETWORKS.size(); n++) {
      Network network = training.networks().get(n);
      expected.assertGradients(
          "grads/" + NETWORKS.get(n) + ".iter1", network.gradientViews(), zero(expected, n));
      network.clearGradient();
    }
  }

  /** Tensors of one network whose true gradient is 0. */
  private static Set<String> zero(GoldenTraining expected, int network) {
    String prefix = NETWORKS.get(network) + ":";
    return expected.zeroInTruth().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(Collectors.toSet());
  }

  @Test
  void poolOf50EqualsTheProgram() {
    Iterator<JsonNode> draws = golden.manifest("pool_of_50", "draws").iterator();
    PoolDraws recorded =
        new PoolDraws() {
          @Override
          public double uniform(long iteration, Side side, int index) {
            return draws.next().asDouble();
          }

          @Override
          public int slot(long iteration, Side side, int index, int size) {
            assertEquals(50, size);
            return draws.next().asInt();
          }
        };
    ImagePool pool = new ImagePool(Side.BARE, 50);
    JsonNode handedOut = golden.manifest("pool_of_50", "handed_out");
    for (int n = 0; n < handedOut.size(); n++) {
      INDArray image = Nd4j.createFromArray((double) n).reshape(1, 1, 1, 1);
      INDArray found = pool.exchange(Memory.fresh(), image, recorded, n);
      assertEquals(handedOut.get(n).asDouble(), found.getDouble(0), "picture " + n);
    }
    assertFalse(draws.hasNext(), "a recorded draw was not used");
  }

  @Test
  void ratesEqualTheProgram() {
    CycleGanOptimizer program = optimizer();
    for (JsonNode rate : golden.manifest("schedule", "rates")) {
      long epoch = rate.get("epoch").asLong();
      assertEquals(
          rate.get("lr").asDouble(), program.learningRateOf(epoch - 1), 1e-18, "epoch " + epoch);
    }
  }

  /** The recorded draws in the order in which the program made them. */
  private record RecordedDraws(Iterator<JsonNode> draws) implements PoolDraws {
    @Override
    public double uniform(long iteration, Side side, int index) {
      JsonNode draw = draws.next();
      assertEquals("uniform", draw.get(0).asText());
      return draw.get(1).asDouble();
    }

    @Override
    public int slot(long iteration, Side side, int index, int size) {
      JsonNode draw = draws.next();
      assertEquals("randint", draw.get(0).asText());
      assertEquals(size - 1, draw.get(2).asInt());
      return draw.get(3).asInt();
    }
  }

  /** A report's terms by their names, with their weights (0 is not computed); x is a, y is b. */
  private Map<String, Double> byTheirNames(Map<String, Double> terms) {
    Map<String, Double> theirs = new LinkedHashMap<>();
    theirs.put("idt_A", identity() * terms.getOrDefault("identity_y", 0.0));
    theirs.put("idt_B", identity() * terms.getOrDefault("identity_x", 0.0));
    theirs.put("G_A", terms.get("adversarial_yx"));
    theirs.put("G_B", terms.get("adversarial_xy"));
    theirs.put("cycle_A", cycle() * terms.getOrDefault("cycle_x", 0.0));
    theirs.put("cycle_B", cycle() * terms.getOrDefault("cycle_y", 0.0));
    theirs.put("D_A", 0.5 * terms.get("d_y"));
    theirs.put("D_B", 0.5 * terms.get("d_x"));
    theirs.put("G", terms.get("g_total"));
    return theirs;
  }

  private CycleGanTraining training(CycleGan net, PoolDraws draws) {
    int pool = golden.manifest("hyperparameters", "pool_size").asInt();
    CycleGanLossWeights loss = new CycleGanLossWeights(1, cycle(), identity(), pool);
    return new CycleGanTraining(net, loss, optimizer(), draws);
  }

  /** The program has a weight a direction, ours one for both. */
  private double cycle() {
    JsonNode h = golden.manifest("hyperparameters");
    assertEquals(h.get("lambda_A").asDouble(), h.get("lambda_B").asDouble());
    return h.get("lambda_A").asDouble();
  }

  private double identity() {
    return golden.manifest("hyperparameters", "lambda_identity").asDouble() * cycle();
  }

  private CycleGanOptimizer optimizer() {
    JsonNode h = golden.manifest("hyperparameters");
    return new CycleGanOptimizer(
        h.get("lr").asDouble(),
        h.get("beta1").asDouble(),
        0.999,
        1e-8,
        h.get("n_epochs").asInt(),
        h.get("n_epochs_decay").asInt(),
        ScheduleStep.BEFORE_EPOCH);
  }

  private CycleGan net(DataType type) {
    JsonNode n = golden.manifest("network");
    CycleGan net =
        CycleGan.of(
            new CycleGanNetworkConfig(
                new CycleGanNetworkConfig.Generator(
                    n.get("dim").asInt(), n.get("res_blocks").asInt()),
                new CycleGanNetworkConfig.Discriminator(
                    n.get("d_dim").asInt(), n.get("d_layers").asInt())),
            type);
    for (int i = 0; i < NETWORKS.size(); i++) {
      Map<String, INDArray> views = net.networks().get(i).parameterViews();
      Map<String, INDArray> stored = golden.tensors("params/" + NETWORKS.get(i) + ".init", type);
      assertEquals(stored.keySet(), views.keySet(), NETWORKS.get(i));
      stored.forEach((tensor, initial) -> views.get(tensor).assign(initial));
    }
    return net;
  }

  private MakeupBatch batch(int iteration, DataType type) {
    return new MakeupBatch(
        iteration, faces(image(iteration, "a", type)), faces(image(iteration, "b", type)));
  }

  private static FaceBatch faces(INDArray images) {
    return new FaceBatch(images, null, null);
  }

  private INDArray image(int iteration, String domain, DataType type) {
    return golden
        .array(String.format(Locale.ROOT, "in/iter%d.x_%s", iteration + 1, domain), type)
        .muli(nudge);
  }
}
