// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.network;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.onednn.OneDnn;
import org.ipmnet.core.onednn.ThreadTeam;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One application of a network that computes each image by itself, shared by threads: each has an
 * equal part of the batch, memory of its own and a gradient of its own to add to.
 */
final class ShardedPass implements Application {
  private final Network network;
  private final Memory memory;
  private final ForwardPass.Mode mode;
  private final ForwardPass[] passes;
  private INDArray[] inputs;

  /** In how many equal shares a batch is computed: as many as there are threads, or 1. */
  static int shares(Network network, Memory memory, INDArray... inputs) {
    boolean images = inputs[0].rank() == 4;
    if (!images
        || !OneDnn.serves(network.type())
        || network.timer() != null
        || !network.perImage()) {
      return 1;
    }
    int shares = (int) Math.min(inputs[0].size(0), ThreadTeam.most(memory));
    while (inputs[0].size(0) % shares != 0) {
      shares--;
    }
    return shares;
  }

  ShardedPass(Network network, Memory memory, ForwardPass.Mode mode, int shards) {
    this.network = network;
    this.memory = memory;
    this.mode = mode;
    this.passes = new ForwardPass[shards];
  }

  @Override
  public INDArray[] forward(INDArray... given) {
    inputs = given.clone();
    Arrays.stream(inputs).forEach(memory::retain);
    boolean training = mode == ForwardPass.Mode.TRAINING;
    for (int shard = 0; shard < passes.length; shard++) {
      // The first adds to the network's own gradient.
      ShardGradient gradient = training && shard > 0 ? network.shardGradient(shard - 1) : null;
      passes[shard] = new ForwardPass(network, memory.part(shard), mode, gradient);
    }
    INDArray[][] results = new INDArray[passes.length][];
    ThreadTeam.run(
        passes.length, shard -> results[shard] = passes[shard].forward(parts(inputs, shard)));
    return join(results);
  }

  @Override
  public INDArray[] backward(
      INDArray[] gradients, boolean[] inputsWanted, boolean parametersWanted) {
    if (parametersWanted) {
      network.prepareGradient();
    }
    INDArray[][] results = new INDArray[passes.length][];
    ThreadTeam.run(
        passes.length,
        shard ->
            results[shard] =
                passes[shard].backward(parts(gradients, shard), inputsWanted, parametersWanted));
    INDArray[] joined = join(results); // a share may be a part of a gradient that came in
    Arrays.stream(gradients).filter(gradient -> gradient != null).forEach(memory::release);
    release();
    return joined;
  }

  @Override
  public void drop() {
    for (ForwardPass pass : passes) {
      if (pass != null) {
        pass.drop();
      }
    }
    release();
  }

  private void release() {
    Arrays.stream(inputs).forEach(memory::release);
    inputs = new INDArray[0];
  }

  /** One share of arrays of the whole batch, views; null stays. */
  private INDArray[] parts(INDArray[] arrays, int shard) {
    INDArray[] parts = new INDArray[arrays.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = arrays[i] == null ? null : part(arrays[i], shard);
    }
    return parts;
  }

  private INDArray part(INDArray array, int shard) {
    long size = array.size(0) / passes.length;
    return Slice.of(array, 0, shard * size, (shard + 1) * size);
  }

  /** The shares, which are released, as arrays of the whole batch. */
  private INDArray[] join(INDArray[][] shares) {
    INDArray[] joined = new INDArray[shares[0].length];
    for (int i = 0; i < joined.length; i++) {
      int index = i;
      joined[i] = shares[0][i] == null ? null : joined(shard -> shares[shard][index]);
    }
    return joined;
  }

  private INDArray joined(IntFunction<INDArray> shares) {
    long[] shape = shares.apply(0).shape().clone();
    shape[0] *= passes.length;
    INDArray whole = memory.take(network.type(), shape);
    for (int shard = 0; shard < passes.length; shard++) {
      INDArray share = shares.apply(shard);
      Elementwise.copy(share, part(whole, shard));
      memory.part(shard).release(share);
    }
    return whole;
  }
}
