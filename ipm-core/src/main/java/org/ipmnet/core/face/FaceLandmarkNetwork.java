// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.convolution.Window;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * MediaPipe's landmarks of a face with attention to lips and eyes ({@code
 * face_landmark_with_attention}; Grishchenko et al., "Attention Mesh", 2020): an upright picture of
 * 192 x 192 pixels, two thirds of which a face fills, to 478 points. A first network tells them all
 * roughly and keeps a map of features; {@link AttentionCrop}s of it tell lips, eyes and irises. For
 * one thread.
 */
public final class FaceLandmarkNetwork implements AutoCloseable {
  /** Pixels of the picture's sides. */
  public static final int SIDE = 192;

  /** All points: the mesh, then five of each iris, the right one first. */
  public static final int POINTS = 478;

  static final int MESH_POINTS = 468;

  /** Cells of the sides of the map of features. */
  static final int MAP_SIDE = 48;

  private static final int MAP_CHANNELS = 32;

  private final Network whole;
  private final Map<RefinedPart, Network> parts = new EnumMap<>(RefinedPart.class);
  private final Inference inference = new Inference(DataType.FLOAT);

  /**
   * A network with these weights.
   *
   * @param tensors of {@link #shapes}, by name; copied
   */
  public FaceLandmarkNetwork(Map<String, INDArray> tensors) {
    this.whole = network(whole(), tensors);
    for (RefinedPart part : RefinedPart.values()) {
      parts.put(part, network(part(part), tensors));
    }
  }

  private static Network network(
      ComputationGraphConfiguration graph, Map<String, INDArray> tensors) {
    Network network = Network.of(Pretrained.FACE_LANDMARKS.key(), graph);
    network.parameterViews().forEach((name, view) -> view.assign(tensors.get(name)));
    return network;
  }

  /** The tensors of its file. */
  public static TensorShapes shapes() {
    TensorShapes shapes = GraphShapes.of(whole());
    for (RefinedPart part : RefinedPart.values()) {
      GraphShapes.of(part(part))
          .shapes()
          .forEach((name, shape) -> shapes.add(name, shape.stream().mapToLong(s -> s).toArray()));
    }
    return shapes;
  }

  /** From a picture [batch, 3, 192, 192] to a map of features, a mesh and a face's presence. */
  private static ComputationGraphConfiguration whole() {
    Flow image = Flow.from(Flow.graph(DataType.FLOAT, "image"), "image", 3, Padding.ZERO);
    BlazeBlocks blocks = new BlazeBlocks(true, 0, 0, 0);
    List<Flow> trunk = trunk(blocks, image.in(Layout.FASTEST, "fastest"));
    Flow face = blocks.block(blocks.pointwise(last(trunk), 32), 32, 1); // [batch, 32, 3, 3]
    return Flow.end(
        trunk.get(3).in(Layout.CHANNELS_FIRST, "features"),
        planes(face, "output_mesh", 3 * MESH_POINTS, 3),
        planes(face, "conv_faceflag", 1, 3));
  }

  /**
   * What MediaPipe's two landmark networks begin with.
   *
   * @return what comes behind the stem and behind each of 17 blocks
   */
  static List<Flow> trunk(BlazeBlocks blocks, Flow image) {
    List<Flow> trunk = new ArrayList<>();
    trunk.add(blocks.stem(image, 16, 3)); //                [batch,  16, 96, 96]
    for (int out : new int[] {16, 16, 32, 32, 32, 64, 64, 64}) {
      trunk.add(blocks.block(last(trunk), out, stride(trunk))); // [batch, 64, 24, 24]
    }
    while (trunk.size() <= 17) {
      trunk.add(blocks.block(last(trunk), 128, stride(trunk))); // [batch, 128, 3, 3]
    }
    return trunk;
  }

  /** Blocks 3, 6, 9, 12 and 15 halve the sides. */
  private static int stride(List<Flow> before) {
    return before.size() % 3 == 0 ? 2 : 1;
  }

  static Flow last(List<Flow> trunk) {
    return trunk.get(trunk.size() - 1);
  }

  /** A convolution that covers all of a small map, without activation: [batch, out, 1, 1]. */
  static Flow planes(Flow x, String name, int out, int side) {
    return x.conv(name, out, Window.square(side, side, 0))
        .in(Layout.CHANNELS_FIRST, name + ".planes");
  }

  /** From a crop [batch, 32, 16, 16] of the map to x and y of a part's points, and of an iris's. */
  private static ComputationGraphConfiguration part(RefinedPart part) {
    Flow crop =
        Flow.from(Flow.graph(DataType.FLOAT, "crop"), "crop", MAP_CHANNELS, Padding.ZERO)
            .in(Layout.FASTEST, "fastest");
    BlazeBlocks blocks =
        new BlazeBlocks(
            true, part.firstDepthwise(), part.firstConvolution(), part.firstConvolution());
    Flow x = blocks.block(blocks.block(crop, 32, 1), 32, 1); // [batch,  32, 16, 16]
    for (int out : new int[] {64, 64, 64}) {
      x = blocks.block(x, out, x.channels() == out ? 1 : 2); // [batch,  64,  8,  8]
    }
    x = blocks.block(x, 128, 2); //                             [batch, 128,  4,  4]
    Flow points = head(blocks, x, part.layer(), part.points().length);
    return part.irisLayer() == null
        ? Flow.end(points)
        : Flow.end(points, head(blocks, x, part.irisLayer(), RefinedPart.IRIS_POINTS));
  }

  private static Flow head(BlazeBlocks blocks, Flow part, String name, int points) {
    Flow x = blocks.block(blocks.block(part, 128, 1), 128, 1); // [batch, 128, 4, 4]
    x = blocks.block(x, 128, 2); //                               [batch, 128, 2, 2]
    x = blocks.block(blocks.block(x, 128, 1), 128, 1);
    x = blocks.block(blocks.pointwise(x, 32), 32, 1); //          [batch,  32, 2, 2]
    return planes(x, name, 2 * points, 2);
  }

  /**
   * Finds the points.
   *
   * @param picture red, green and blue planes, 192 x 192 each, in [0, 1]
   */
  public FaceMesh mesh(float[] picture) {
    float[][] found = apply(whole, picture, 3, SIDE);
    float[] mesh = found[1];
    float[] points = Arrays.copyOf(mesh, 3 * POINTS);
    for (RefinedPart part : RefinedPart.values()) {
      AttentionCrop crop = AttentionCrop.around(mesh, part);
      float[][] seen =
          apply(parts.get(part), crop.of(found[0], MAP_SIDE), MAP_CHANNELS, AttentionCrop.SIDE);
      float[] refined = crop.back(seen[0]);
      int[] replaced = part.points();
      for (int i = 0; i < replaced.length; i++) {
        place(points, replaced[i], refined, i); // depth stays that of the mesh
      }
      if (part.irisLayer() != null) {
        placeIris(points, part, crop.back(seen[1]));
      }
    }
    return new FaceMesh(1 / (1 + Math.exp(-found[2][0])), points);
  }

  /** All networks and what is computed between them as one ONNX graph, see {@link OnnxMesh}. */
  public OnnxGraph toOnnx(WeightType weightType) {
    OnnxGraph graph =
        new OnnxGraph(
            whole.name(),
            "MediaPipe's landmarks of a face with attention to lips and eyes.",
            weightType);
    OnnxValue picture =
        graph.input(
            "picture",
            "red, green and blue of a square, in [0, 1], two thirds of which an upright face fills",
            "batch",
            3,
            SIDE,
            SIDE);
    new OnnxMesh(graph, whole, parts).addTo(picture);
    return graph;
  }

  private float[][] apply(Network network, float[] input, int channels, int side) {
    INDArray[] outputs =
        inference.apply(network, Nd4j.createFromArray(input).reshape('c', 1, channels, side, side));
    return NetworkValues.of(outputs);
  }

  private static void place(float[] points, int point, float[] refined, int index) {
    points[3 * point] = refined[2 * index];
    points[3 * point + 1] = refined[2 * index + 1];
  }

  /** An iris is as deep as its eye's lids. */
  private static void placeIris(float[] points, RefinedPart eye, float[] refined) {
    int[] lids = eye.points();
    double depth = 0;
    for (int i = 0; i < RefinedPart.LID_POINTS; i++) {
      depth += points[3 * lids[i] + 2];
    }
    for (int i = 0; i < RefinedPart.IRIS_POINTS; i++) {
      int point = eye.firstIrisPoint() + i;
      place(points, point, refined, i);
      points[3 * point + 2] = (float) (depth / RefinedPart.LID_POINTS);
    }
  }

  @Override
  public void close() {
    inference.close();
  }
}
