// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.face.FaceDetectorNetwork;
import org.ipmnet.core.face.FaceLandmarkNetwork;
import org.ipmnet.core.face.HandLandmarkNetwork;
import org.ipmnet.core.face.PalmDetectorNetwork;
import org.ipmnet.core.face.PersonNetwork;
import org.ipmnet.core.io.AtomicFolder;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.parsing.BiSeNet;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.ShippedWeights;
import org.ipmnet.core.weights.TensorShapes;
import org.ipmnet.eval.model.MakeupModels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model as ONNX files, one for each of its graphs, made when they are written. */
public final class OnnxExport {
  /** What the names of files end with. */
  public static final String SUFFIX = ".onnx";

  private static final String LICENCE = "licence";
  private static final String APACHE = "Apache-2.0";

  /** The graph that stands for a whole model. */
  private static final String WHOLE = "transfer";

  private final Map<String, Supplier<OnnxGraph>> graphs;
  private final Map<String, String> metadata;

  private OnnxExport(Map<String, Supplier<OnnxGraph>> graphs, Map<String, String> metadata) {
    this.graphs = graphs;
    this.metadata = metadata;
  }

  /**
   * A trained makeup model of any kind, or a face parser.
   *
   * @param checkpoint may be closed afterwards
   * @throws UserError if it does not hold the networks that its configuration asks for
   */
  public static OnnxExport of(Checkpoint checkpoint, WeightType weightType) {
    return of(checkpoint, weightType, checkpoint.file().toString(), "that of whoever trained it");
  }

  private static OnnxExport of(
      Checkpoint checkpoint, WeightType weightType, String origin, String licence) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(LICENCE, licence);
    metadata.put("provenance", origin);
    ModelMetadata.of(checkpoint).forEach(metadata::put);
    Map<String, Supplier<OnnxGraph>> graphs =
        checkpoint.networks().contains(BiSeNet.NAME)
            ? ParserGraphs.of(checkpoint, weightType)
            : ModelGraphs.of(
                checkpoint,
                ConfigTree.parse(checkpoint.file() + " (its configuration)", checkpoint.config()),
                weightType);
    return new OnnxExport(graphs, metadata);
  }

  /** The model that comes with the program. */
  public static OnnxExport shipped(WeightType weightType) {
    return MakeupModels.shipped(
        file -> {
          try (Checkpoint checkpoint = Checkpoint.open(file)) {
            return of(checkpoint, weightType, "the model that comes with ipm", APACHE);
          }
        });
  }

  /**
   * A face parser's weights in any format.
   *
   * @throws UserError if the file holds no parser
   */
  public static OnnxExport parser(Path weights, WeightType weightType) {
    return new OnnxExport(
        ParserGraphs.of(weights, weightType),
        Map.of(LICENCE, "that of the weights", "provenance", weights.toString()));
  }

  /**
   * One of the networks that come with the program, or the weights that a user imported in its
   * place.
   *
   * @throws UserError if it is none of those that find faces, people and hands
   */
  public static OnnxExport of(Pretrained network, WeightType weightType) {
    Supplier<OnnxGraph> graph =
        switch (network) {
          case FACE_DETECTOR ->
              () -> {
                try (FaceDetectorNetwork detector =
                    new FaceDetectorNetwork(tensors(network, FaceDetectorNetwork.shapes()))) {
                  return detector.toOnnx(weightType);
                }
              };
          case FACE_LANDMARKS ->
              () -> {
                try (FaceLandmarkNetwork landmarks =
                    new FaceLandmarkNetwork(tensors(network, FaceLandmarkNetwork.shapes()))) {
                  return landmarks.toOnnx(weightType);
                }
              };
          case PERSON ->
              () -> {
                try (PersonNetwork person =
                    new PersonNetwork(tensors(network, PersonNetwork.shapes()))) {
                  return person.toOnnx(weightType);
                }
              };
          case PALM_DETECTOR ->
              () -> {
                try (PalmDetectorNetwork palms =
                    new PalmDetectorNetwork(tensors(network, PalmDetectorNetwork.shapes()))) {
                  return palms.toOnnx(weightType);
                }
              };
          case HAND_LANDMARKS ->
              () -> {
                try (HandLandmarkNetwork hand =
                    new HandLandmarkNetwork(tensors(network, HandLandmarkNetwork.shapes()))) {
                  return hand.toOnnx(weightType);
                }
              };
          case BISENET,
              VGGFACE2,
              VGG19,
              INCEPTION,
              LPIPS_ALEX,
              LPIPS_VGG,
              LPIPS_ALEX_HEADS,
              LPIPS_VGG_HEADS ->
              throw new UserError(
                  "%s is not exported to ONNX by its name; of the networks beside models face-detector, face-landmarks, person, palm-detector and hand-landmarks are",
                  network.key());
        };
    return new OnnxExport(
        Map.of(network.key(), graph),
        Map.of(LICENCE, APACHE + ", The MediaPipe Authors", "provenance", network.publication()));
  }

  private static SortedMap<String, INDArray> tensors(Pretrained network, TensorShapes shapes) {
    return ShippedWeights.orImported(network, FaceDetectorNetwork.class, shapes);
  }

  /** The names of the graphs. */
  public List<String> names() {
    return List.copyOf(graphs.keySet());
  }

  /**
   * The configuration that the model was trained with.
   *
   * @throws IllegalStateException of networks that were not trained by ipm
   */
  public ConfigTree config() {
    String yaml = metadata.get(ModelMetadata.CONFIG);
    if (yaml == null) {
      throw new IllegalStateException(names() + " have no configuration");
    }
    return ConfigTree.parse(metadata.get("provenance") + " (its configuration)", yaml);
  }

  /** One of the graphs, complete. */
  public OnnxGraph graph(String name) {
    OnnxGraph graph = graphs.get(name).get();
    graph.tell("network", name);
    metadata.forEach(graph::tell);
    return graph;
  }

  /**
   * Writes the graphs, whole or not at all.
   *
   * @param out a folder for all of them, or a file {@code *.onnx} for the whole model in one graph,
   *     or the only one there is
   * @param replace whether files of these names that are there may be replaced; others stay
   * @return the files written
   * @throws UserError if something is there that may not be replaced, or cannot be written, or the
   *     model is not one graph
   */
  public List<Path> write(Path out, Replacing replace) {
    if (Files.exists(out) && replace == Replacing.NOTHING) {
      throw new UserError("%s exists already; name a new one, or replace it with --force", out);
    }
    if (out.getFileName() != null && out.getFileName().toString().endsWith(SUFFIX)) {
      if (Files.isDirectory(out)) {
        throw new UserError("%s is a folder; a name without %s takes all networks", out, SUFFIX);
      }
      graph(single(out)).write(out);
      return List.of(out);
    }
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserError("%s is a file; name a folder, or a file *%s", out, SUFFIX);
    }
    if (Files.isDirectory(out)) {
      writeInto(out);
    } else {
      AtomicFolder.write(out, this::writeInto);
    }
    return names().stream().map(name -> out.resolve(name + SUFFIX)).toList();
  }

  /** What may become of files that are there. */
  public enum Replacing {
    /** They stay, and nothing is written. */
    NOTHING,
    /** Those of the same names are replaced. */
    SAME_NAMES
  }

  private void writeInto(Path folder) {
    names().forEach(name -> graph(name).write(folder.resolve(name + SUFFIX)));
  }

  private String single(Path out) {
    List<String> names = new ArrayList<>(graphs.keySet());
    if (names.size() == 1 || graphs.containsKey(WHOLE)) {
      return names.size() == 1 ? names.get(0) : WHOLE;
    }
    throw new UserError(
        "the networks %s become a file each: %s must be a folder, without %s",
        String.join(", ", names), out, SUFFIX);
  }
}
