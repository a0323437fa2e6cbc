// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.onnx;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.UserError;
import org.ipmnet.core.checkpoint.Checkpoint;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.TensorShapes;
import org.ipmnet.core.weights.WeightFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model from what {@link OnnxExport} wrote of it. Files are not trusted: nothing is allocated
 * before their tensors have been compared with those that the networks need.
 */
public final class OnnxImport {
  private static final int MOST_FILES = 64;
  private static final Pattern ITERATION = Pattern.compile("\\d{1,18}");

  private OnnxImport() {}

  /**
   * Makes a checkpoint of the networks alone, which transfers and is measured like the one that was
   * exported.
   *
   * @param from an ONNX file, or a folder with those of one model
   * @param out the safetensors file to write
   * @return the names of the networks
   * @throws UserError in one line if the files are no such export, damaged or hostile, or do not
   *     belong together
   */
  public static List<String> toCheckpoint(Path from, Path out) {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    Map<String, String> told = read(from, tensors);
    String source = from.toString();
    ConfigTree config =
        ConfigTree.parse(source + " (its configuration)", told.get(ModelMetadata.CONFIG));
    Map<String, ComputationGraphConfiguration> graphs = ModelGraphs.configurations(config);
    TensorShapes wanted = new TensorShapes();
    graphs.forEach(
        (network, graph) ->
            GraphShapes.of(graph)
                .shapes()
                .forEach(
                    (name, shape) ->
                        wanted.add(
                            network + "." + name,
                            shape.stream().mapToLong(Long::longValue).toArray())));
    Map<String, List<Long>> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> found.put(name, Arrays.stream(tensor.shape()).boxed().toList()));
    wanted.checkShapes(source, "the networks of its configuration", found, name -> false);

    Checkpoint.Content content =
        new Checkpoint.Content(iteration(source, told), told.get(ModelMetadata.CONFIG));
    graphs.forEach(
        (name, graph) -> {
          Network network = Network.of(name, graph);
          network
              .parameterViews()
              .forEach((tensor, view) -> view.assign(tensors.get(name + "." + tensor)));
          network
              .statisticViews()
              .forEach((tensor, view) -> view.assign(tensors.get(name + "." + tensor)));
          content.network(network);
        });
    String bareStyle = told.get(ModelMetadata.BARE_STYLE);
    if (bareStyle != null) {
      content.bareStyle(style(source, bareStyle));
    }
    content.writeTo(out);
    return List.copyOf(graphs.keySet());
  }

  /** Reads all tensors of a model's files; returns what they say of it. */
  private static Map<String, String> read(Path from, Map<String, INDArray> tensors) {
    Map<String, String> told = null;
    for (Path file : files(from)) {
      try (WeightFile weights = WeightFile.open(file)) {
        Map<String, String> said = weights.metadata();
        if (weights.format() != WeightFile.Format.ONNX || !said.containsKey(ModelMetadata.CONFIG)) {
          if (Files.isDirectory(from)) {
            continue; // a detector, say, beside the model
          }
          throw new UserError(
              "%s is no makeup model that ipm exported to ONNX: it says no %s",
              file, ModelMetadata.CONFIG);
        }
        if (told != null && !about(told).equals(about(said))) {
          throw new UserError(
              "%s holds files of several models, %s is of another one; keep each model's in a folder of its own",
              from, file.getFileName());
        }
        told = said;
        for (Map.Entry<String, StoredTensor> tensor : weights.tensors().entrySet()) {
          if (!tensors.containsKey(tensor.getKey())) {
            tensors.put(tensor.getKey(), tensor.getValue().read());
          }
        }
      }
    }
    if (told == null) {
      throw new UserError("%s holds no makeup model that ipm exported to ONNX", from);
    }
    return told;
  }

  /** What all files of one model say alike. */
  private static Map<String, String> about(Map<String, String> said) {
    Map<String, String> about = new LinkedHashMap<>(said);
    about.keySet().removeIf(key -> !key.startsWith("ipm."));
    return about;
  }

  private static List<Path> files(Path from) {
    if (!Files.isDirectory(from)) {
      return List.of(from);
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(from, "*" + OnnxExport.SUFFIX)) {
      for (Path file : inside) {
        files.add(file);
        if (files.size() > MOST_FILES) {
          throw new UserError("%s holds more than %d ONNX files", from, MOST_FILES);
        }
      }
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", from, AtomicFile.reason(e));
    }
    files.sort(null);
    return files;
  }

  private static long iteration(String source, Map<String, String> told) {
    String text = told.getOrDefault(ModelMetadata.ITERATION, "");
    if (!ITERATION.matcher(text).matches()) {
      throw new UserError(
          "%s: %s must be a whole number from 0 on", source, ModelMetadata.ITERATION);
    }
    return Long.parseLong(text);
  }

  private static INDArray style(String source, String text) {
    String[] parts = text.split(" ", -1);
    float[] style = new float[parts.length];
    try {
      for (int i = 0; i < style.length; i++) {
        style[i] = Float.parseFloat(parts[i]);
      }
    } catch (NumberFormatException e) {
      throw new UserError(e, "%s: %s must be numbers", source, ModelMetadata.BARE_STYLE);
    }
    return Nd4j.createFromArray(style).reshape(1, style.length, 1, 1);
  }
}
