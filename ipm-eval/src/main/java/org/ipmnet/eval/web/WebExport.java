// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.AtomicFolder;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.config.Surroundings;
import org.ipmnet.eval.onnx.OnnxExport;
import org.ipmnet.eval.paste.LookColours;
import org.ipmnet.eval.paste.MakeupApplication;

/**
 * A folder that any file server can offer: a page on which makeup goes from photo to photo in the
 * visitor's own browser. It holds the page, ONNX Runtime for browsers and the networks.
 */
public final class WebExport {
  private static final List<String> PAGE =
      List.of(
          "index.html",
          "page.css",
          "app.js",
          "transfer.js",
          "landmarks.js",
          "areas.js",
          "colours.js",
          "tints.js",
          "networks.js");

  private static final List<String> GRAPHS = List.of("style", "texture", "transfer");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The npm package that the page needs. */
  public static final String RUNTIME = WebRuntime.PACKAGE;

  private WebExport() {}

  /** Where that package lies unless it is named: {@code ~/.ipm/web}. */
  public static Path usualRuntime() {
    return Path.of(System.getProperty("user.home"), ".ipm", "web", RUNTIME);
  }

  /**
   * What the page must know of the model.
   *
   * @param size of the networks' pictures
   * @param neutral whether they see the face alone
   * @param readsAreas whether E_S does
   * @param measuredColours whether it gives faces the look's own colours
   * @param strengths where the sliders stand at first, in the order of areas
   */
  private record Model(
      int size,
      boolean neutral,
      boolean readsAreas,
      boolean measuredColours,
      double... strengths) {}

  /**
   * Writes it, whole or not at all.
   *
   * @param model of IPM-Net with the paper's texture
   * @param runtime the npm package {@code onnxruntime-web-1.23.2.tgz}
   * @param out a new folder
   * @throws UserError if the model is of another kind, the package is another one, or the folder
   *     exists or cannot be written
   */
  public static void write(OnnxExport model, Path runtime, WeightType weightType, Path out) {
    if (!model.names().containsAll(GRAPHS)) {
      throw new UserError(
          "the page needs an IPM-Net with data.texture: fractional-differential; this model has %s",
          String.join(", ", model.names()));
    }
    Map<String, byte[]> runtimeFiles = WebRuntime.read(runtime);
    AtomicFolder.write(
        out,
        folder -> {
          PAGE.forEach(file -> AtomicFile.write(folder.resolve(file), resource(file)));
          runtimeFiles.forEach((file, bytes) -> AtomicFile.write(folder.resolve(file), bytes));
          AtomicFile.write(folder.resolve("model.json"), json(model));
          GRAPHS.forEach(name -> model.graph(name).write(folder.resolve(name + OnnxExport.SUFFIX)));
          for (Pretrained network : List.of(Pretrained.FACE_DETECTOR, Pretrained.FACE_LANDMARKS)) {
            OnnxExport.of(network, weightType)
                .graph(network.key())
                .write(folder.resolve(network.key() + OnnxExport.SUFFIX));
          }
        });
  }

  private static String json(OnnxExport model) {
    DataConfig data = model.config().section("data").read(DataConfig.class);
    IpmNetNetworkConfig sizes = model.config().section("network").read(IpmNetNetworkConfig.class);
    MakeupApplication usual = MakeupApplication.usual(data, true);
    try {
      return JSON.writeValueAsString(
          new Model(
              data.size(),
              data.surroundings() == Surroundings.NEUTRAL,
              sizes.styleEncoder().pooling().readsAreas(),
              usual.colours() == LookColours.MEASURED,
              Arrays.stream(FaceArea.values()).mapToDouble(usual.strengths()::at).toArray()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // numbers and truths
    }
  }

  private static byte[] resource(String file) {
    try (InputStream in = WebExport.class.getResourceAsStream(file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
