// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.perceptual;

import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Application;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.vertex.Activate;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.vertex.Pool;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.ipmnet.core.weights.WeightsConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The network of the Frechet inception distance (Heusel et al. 2017): Inception v3 (Szegedy et al.
 * 2016) with the weights of the original FID program, up to its last average pool. It differs from
 * other Inception v3 networks in its pools, which do not count padding, and in its last block,
 * whose pool takes the maximum. Frozen: its batch norms are part of the convolutions, see {@link
 * FoldedNorm}. Vertices have the names of the published file. For one thread.
 */
public final class InceptionV3 implements AutoCloseable {
  /** How many features a picture has. */
  public static final int FEATURES = 2048;

  private static final int SIDE = 299;
  private static final double NORM_EPSILON = 1e-3;
  private static final long SLAB_BYTES = 64L << 20;
  private static final Window ROW = Window.same(1, 7);
  private static final Window COLUMN = Window.same(7, 1);
  private static final Window SHORT_ROW = Window.same(1, 3);
  private static final Window SHORT_COLUMN = Window.same(3, 1);
  private static final Window BARE = Window.square(3, 1, 0);
  private static final Window HALVING = Window.square(3, 2, 0);

  private final Network network;
  private final Arena arena;

  private InceptionV3(DataType type) {
    this.network = Network.of(Pretrained.INCEPTION.key(), graph(type));
    this.arena = new Arena(type, SLAB_BYTES);
  }

  /** From a photo [batch, 3, 299, 299] to its features [batch, 2048, 1, 1]. */
  static ComputationGraphConfiguration graph(DataType type) {
    GraphBuilder graph = Flow.graph(type, "image");
    // spotless:off
    Flow x = Flow.from(graph, "image", 3, Padding.ZERO);        // [batch,    3, 299, 299]
    x = x.in(Layout.CHANNELS_LAST, "last");
    x = conv(x, "Conv2d_1a_3x3", 32, HALVING); // [batch,   32, 149, 149]
    x = conv(x, "Conv2d_2a_3x3", 32, BARE); // [batch,   32, 147, 147]
    x = conv(x, "Conv2d_2b_3x3", 64, 3);                         // [batch,   64, 147, 147]
    x = x.pool("maxpool1", Pool.Kind.MAXIMUM_3X3);               // [batch,   64,  73,  73]
    x = conv(x, "Conv2d_3b_1x1", 80, 1);                         // [batch,   80,  73,  73]
    x = conv(x, "Conv2d_4a_3x3", 192, BARE); // [batch, 192,  71,  71]
    x = x.pool("maxpool2", Pool.Kind.MAXIMUM_3X3);               // [batch,  192,  35,  35]
    x = blockA(x, "Mixed_5b", 32);                               // [batch,  256,  35,  35]
    x = blockA(x, "Mixed_5c", 64);                               // [batch,  288,  35,  35]
    x = blockA(x, "Mixed_5d", 64);                               // [batch,  288,  35,  35]
    x = blockB(x, "Mixed_6a");                                   // [batch,  768,  17,  17]
    x = blockC(x, "Mixed_6b", 128);                              // [batch,  768,  17,  17]
    x = blockC(x, "Mixed_6c", 160);                              // [batch,  768,  17,  17]
    x = blockC(x, "Mixed_6d", 160);                              // [batch,  768,  17,  17]
    x = blockC(x, "Mixed_6e", 192);                              // [batch,  768,  17,  17]
    x = blockD(x, "Mixed_7a");                                   // [batch, 1280,   8,   8]
    x = blockE(x, "Mixed_7b", Pool.Kind.AVERAGE_SAME);           // [batch, 2048,   8,   8]
    x = blockE(x, "Mixed_7c", Pool.Kind.MAXIMUM_SAME);           // [batch, 2048,   8,   8]
    x = x.in(Layout.CHANNELS_FIRST, "first");
    return Flow.end(x.globalAveragePool("avgpool"));             // [batch, 2048,   1,   1]
    // spotless:on
  }

  private static Flow blockA(Flow x, String name, int pool) {
    Flow five = conv(conv(x, name + ".branch5x5_1", 48, 1), name + ".branch5x5_2", 64, 5);
    Flow three = conv(x, name + ".branch3x3dbl_1", 64, 1);
    three = conv(three, name + ".branch3x3dbl_2", 96, 3);
    three = conv(three, name + ".branch3x3dbl_3", 96, 3);
    return conv(x, name + ".branch1x1", 64, 1)
        .beside(name, five, three, pooled(x, name, Pool.Kind.AVERAGE_SAME, pool));
  }

  private static Flow blockB(Flow x, String name) {
    Flow three = conv(x, name + ".branch3x3dbl_1", 64, 1);
    three = conv(three, name + ".branch3x3dbl_2", 96, 3);
    three = conv(three, name + ".branch3x3dbl_3", 96, HALVING);
    Flow pool = x.pool(name + ".pool", Pool.Kind.MAXIMUM_3X3);
    return conv(x, name + ".branch3x3", 384, HALVING).beside(name, three, pool);
  }

  private static Flow blockC(Flow x, String name, int width) {
    Flow seven = conv(x, name + ".branch7x7_1", width, 1);
    seven = conv(seven, name + ".branch7x7_2", width, ROW);
    seven = conv(seven, name + ".branch7x7_3", 192, COLUMN);
    Flow twice = conv(x, name + ".branch7x7dbl_1", width, 1);
    twice = conv(twice, name + ".branch7x7dbl_2", width, COLUMN);
    twice = conv(twice, name + ".branch7x7dbl_3", width, ROW);
    twice = conv(twice, name + ".branch7x7dbl_4", width, COLUMN);
    twice = conv(twice, name + ".branch7x7dbl_5", 192, ROW);
    return conv(x, name + ".branch1x1", 192, 1)
        .beside(name, seven, twice, pooled(x, name, Pool.Kind.AVERAGE_SAME, 192));
  }

  private static Flow blockD(Flow x, String name) {
    Flow three = conv(x, name + ".branch3x3_1", 192, 1);
    three = conv(three, name + ".branch3x3_2", 320, HALVING);
    Flow seven = conv(x, name + ".branch7x7x3_1", 192, 1);
    seven = conv(seven, name + ".branch7x7x3_2", 192, ROW);
    seven = conv(seven, name + ".branch7x7x3_3", 192, COLUMN);
    seven = conv(seven, name + ".branch7x7x3_4", 192, HALVING);
    Flow pool = x.pool(name + ".pool", Pool.Kind.MAXIMUM_3X3);
    return three.beside(name, seven, pool);
  }

  private static Flow blockE(Flow x, String name, Pool.Kind pool) {
    Flow one = conv(x, name + ".branch1x1", 320, 1);
    Flow three = conv(x, name + ".branch3x3_1", 384, 1);
    Flow twice = conv(conv(x, name + ".branch3x3dbl_1", 448, 1), name + ".branch3x3dbl_2", 384, 3);
    return one.beside(
        name,
        conv(three, name + ".branch3x3_2a", 384, SHORT_ROW),
        conv(three, name + ".branch3x3_2b", 384, SHORT_COLUMN),
        conv(twice, name + ".branch3x3dbl_3a", 384, SHORT_ROW),
        conv(twice, name + ".branch3x3dbl_3b", 384, SHORT_COLUMN),
        pooled(x, name, pool, 192));
  }

  private static Flow pooled(Flow x, String name, Pool.Kind kind, int out) {
    return conv(x.pool(name + ".pool", kind), name + ".branch_pool", out, 1);
  }

  /** Padded so that the sides stay. */
  private static Flow conv(Flow x, String name, int out, int kernel) {
    return conv(x, name, out, Window.same(kernel, kernel));
  }

  private static Flow conv(Flow x, String name, int out, Window window) {
    return x.conv(name + ".conv", out, window).then(name + ".relu", new Activate(Activation.RELU));
  }

  /** The tensors of the published file that are used. */
  public static TensorShapes shapes() {
    return FoldedNorm.shapes(graph(DataType.FLOAT));
  }

  /**
   * The network from its file.
   *
   * @throws org.ipmnet.core.UserError if the file is not there, or lacks tensors
   */
  public static InceptionV3 of(WeightsConfig weights) {
    return of(weights.load(Pretrained.INCEPTION, shapes())::get, DataType.FLOAT);
  }

  /** From the tensors of the published file by name, batch norms by themselves. */
  public static InceptionV3 of(Function<String, INDArray> tensors, DataType type) {
    InceptionV3 inception = new InceptionV3(type);
    new FoldedNorm(tensors, NORM_EPSILON).fill(inception.network);
    return inception;
  }

  /** A number that tells two sets of weights apart: the CRC-32C of all parameters. */
  public long checksum() {
    return network.checksum();
  }

  /**
   * The features of photos, as pytorch-fid makes them: stretched to 299x299, bilinear without
   * antialiasing.
   *
   * @param photos RGB in [-1, 1], [batch, 3, h, w] of any size
   * @return a new array [batch, 2048]
   */
  public INDArray features(INDArray photos) {
    INDArray stretched = BilinearStretch.of(photos, SIDE, SIDE).castTo(network.type());
    INDArray features =
        Application.of(network, arena, ForwardPass.Mode.EVALUATION, stretched)
            .forward(stretched)[0];
    INDArray copy =
        Nd4j.createUninitialized(features.dataType(), new long[] {photos.size(0), FEATURES}, 'c');
    copy.assign(features.reshape(copy.shape()));
    arena.reset();
    stretched.close(); // native memory waits for no garbage collector
    return copy;
  }

  @Override
  public void close() {
    arena.close();
  }
}
