// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.ipmnet.core.testing.TensorAssert.relativeL2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.ipmnet.core.ipmnet.Generator;
import org.ipmnet.core.ipmnet.IdentityEncoder;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.ForwardPass.Mode;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.testing.PoisonedMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Threads that share a batch compute what one computes. */
class ShardedPassTest {
  private static final int BATCH = 6;
  private static final int SIDE = 16;

  private static Network generator(DataType type) {
    return Network.of("g", Generator.graph(NetworkGradientTest.sizes(Norm.INSTANCE), type))
        .initialise(new RandomStreams(5));
  }

  /** Code, style parameters and r_x of that generator. */
  private static INDArray[] inputs(Network network) {
    return new INDArray[] {
      GradientCheck.values(1, BATCH, 8, SIDE / 4, SIDE / 4).castTo(network.type()),
      GradientCheck.values(2, BATCH, 2 * 2 * 8).castTo(network.type()),
      GradientCheck.values(3, BATCH, 3, SIDE, SIDE).castTo(network.type())
    };
  }

  /** Output, the inputs' gradients, the parameters' gradient after two applications. */
  private static INDArray[] run(Network network, Arena whole, int shards, INDArray... inputs) {
    PoisonedMemory arena = new PoisonedMemory(whole);
    network.clearGradient();
    INDArray[] results = new INDArray[inputs.length + 2];
    for (int time = 0; time < 2; time++) {
      Application application =
          shards == 1
              ? new ForwardPass(network, arena, Mode.TRAINING)
              : new ShardedPass(network, arena, Mode.TRAINING, shards);
      INDArray y = application.forward(inputs)[0];
      results[0] = y.dup('c');
      INDArray weights = arena.take(network.type(), y.shape());
      weights.assign(GradientCheck.values(9 + time, y.shape()));
      boolean[] wanted = new boolean[inputs.length];
      Arrays.fill(wanted, true);
      INDArray[] back = application.backward(new INDArray[] {weights}, wanted, true);
      for (int i = 0; i < back.length; i++) {
        results[1 + i] = back[i].dup('c');
        arena.release(back[i]);
      }
      arena.release(y);
    }
    results[inputs.length + 1] = network.gradient().dup();
    assertEquals(List.of(), arena.inUse(), "what nobody released");
    return results;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6})
  void sharesEqualTheWhole(int shards) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      double bound = type == DataType.DOUBLE ? 1e-12 : 1e-5;
      Network network = generator(type);
      INDArray[] inputs = inputs(network);
      try (Arena arena = new Arena(type, 1 << 16)) {
        INDArray[] expected = run(network, arena, 1, inputs);
        INDArray[] found = run(network, arena, shards, inputs);
        for (int i = 0; i < expected.length; i++) {
          double error = relativeL2(expected[i], found[i]);
          assertTrue(error < bound, type + ", array " + i + ": relative error " + error);
        }
      }
    }
  }

  @Test
  void theSameBitsEachTime() {
    Network network = generator(DataType.FLOAT);
    INDArray[] inputs = inputs(network);
    INDArray[] first;
    try (Arena arena = new Arena(DataType.FLOAT, 1 << 16)) {
      first = run(network, arena, 3, inputs);
    }
    for (int time = 0; time < 5; time++) {
      try (Arena arena = new Arena(DataType.FLOAT, 1 << 16)) {
        INDArray[] again = run(network, arena, 3, inputs);
        for (int i = 0; i < first.length; i++) {
          assertIdentical("array " + i, first[i], again[i]);
        }
      }
    }
  }

  @Test
  void droppedSharesReleaseAll() {
    Network network = generator(DataType.FLOAT);
    try (Arena arena = new Arena(DataType.FLOAT, 1 << 16)) {
      Application application = new ShardedPass(network, arena, Mode.TRAINING, 2);
      arena.release(application.forward(inputs(network))[0]);
      application.drop();
      for (int shard = 0; shard < 2; shard++) {
        assertEquals(0, ((Arena) arena.part(shard)).usedBytes());
      }
    }
  }

  /** A frozen network has no gradient to add to. */
  @Test
  void frozenSharesHandGradientsThrough() {
    Network network = generator(DataType.FLOAT);
    INDArray[] inputs = inputs(network);
    network.clearGradient();
    try (Arena arena = new Arena(DataType.FLOAT, 1 << 16)) {
      Application application = new ShardedPass(network, arena, Mode.FROZEN, 2);
      INDArray y = application.forward(inputs)[0];
      INDArray gradient = arena.take(y.dataType(), y.shape()).assign(1);
      boolean[] wanted = {true, false, true};
      INDArray[] back = application.backward(new INDArray[] {gradient}, wanted, false);
      assertTrue(back[0].norm2Number().doubleValue() > 0);
      assertEquals(null, back[1]);
      assertEquals(0, network.gradient().norm2Number().doubleValue());
    }
  }

  @Test
  void whatFailsInOneShareFailsAll() {
    Network network = generator(DataType.FLOAT);
    INDArray[] inputs = inputs(network);
    inputs[1] = GradientCheck.values(2, BATCH, 3).castTo(DataType.FLOAT); // too few parameters
    try (Arena arena = new Arena(DataType.FLOAT, 1 << 16)) {
      Application application = new ShardedPass(network, arena, Mode.TRAINING, 2);
      assertThrows(RuntimeException.class, () -> application.forward(inputs));
    }
  }

  @Test
  void onlyWhereEachImageIsAloneAndThereIsMemoryForEach() {
    Network together =
        Network.of(
                "e", IdentityEncoder.graph(NetworkGradientTest.sizes(Norm.BATCH), DataType.FLOAT))
            .initialise(new RandomStreams(5));
    INDArray image = GradientCheck.values(1, 2, 3, SIDE, SIDE).castTo(DataType.FLOAT);
    assertInstanceOf(
        ForwardPass.class, Application.of(together, Memory.fresh(), Mode.TRAINING, image));
    assertEquals(1, ShardedPass.shares(together, Memory.fresh(), image));
    Network alone = generator(DataType.FLOAT);
    INDArray one = GradientCheck.values(1, 1, 8, 4, 4).castTo(DataType.FLOAT);
    assertEquals(1, ShardedPass.shares(alone, Memory.fresh(), one), "one image");
  }
}
