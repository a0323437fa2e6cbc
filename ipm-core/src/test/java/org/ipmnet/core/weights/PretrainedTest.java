// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.core.parsing.BiSeNetWeights;
import org.ipmnet.core.perceptual.InceptionV3;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.core.perceptual.ResNet50;
import org.ipmnet.core.perceptual.VggForm;
import org.ipmnet.core.testing.GoldenCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PretrainedTest {
  private static final TensorShapes ALEX = LpipsBackbone.ALEX.shapes();

  @TempDir Path folder;

  private static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("resnet50-vggface2", "published_file", ResNet50.shapes()),
        Arguments.of("bisenet", "module", BiSeNetWeights.shapes(BiSeNetConfig.PUBLISHED)),
        Arguments.of("inception-fid", "published_file", InceptionV3.shapes()),
        Arguments.of("lpips-alex", "published_file", LpipsBackbone.ALEX.shapes()),
        Arguments.of("lpips-vgg", "published_file", LpipsBackbone.VGG.shapes()),
        Arguments.of("lpips-vgg", "published_file", VggForm.VGG_16.shapes()));
  }

  /** What the figures say is what the published files hold, golden {@code names.json}. */
  @ParameterizedTest
  @MethodSource("networks")
  void namesAndShapesOfThePublishedFiles(String golden, String list, TensorShapes shapes) {
    List<String> expected = new ArrayList<>();
    for (JsonNode item : GoldenCase.open(golden).json("names.json").get(list)) {
      String name = item.get(0).asText();
      if (!name.endsWith("num_batches_tracked")
          && !name.startsWith("fc.")
          && !name.startsWith("classifier.")) {
        expected.add(name + item.get(1).toString());
      }
    }
    List<String> found = new ArrayList<>();
    shapes.shapes().forEach((n, s) -> found.add(n + s.toString().replace(" ", "")));
    assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
  }

  @ParameterizedTest
  @EnumSource
  void namesAndShapesOfTheHeads(LpipsBackbone backbone) {
    GoldenCase lpips = GoldenCase.open("lpips-" + backbone.name().toLowerCase(Locale.ROOT));
    Map<String, List<Long>> shapes = backbone.headShapes().shapes();
    List<String> found = new ArrayList<>();
    for (JsonNode name : lpips.json("names.json").get("lin_file")) {
      List<Long> shape = shapes.get(name.asText());
      String array = name.asText().substring(0, "lin0".length());
      assertEquals(
          lpips.manifest("arrays", array, "shape").toString(), shape.toString().replace(" ", ""));
      found.add(name.asText());
    }
    assertEquals(found, List.copyOf(shapes.keySet()));
  }

  @Test
  void aPublishedFileIsConverted() {
    Map<String, Object> state = new LinkedHashMap<>();
    alex().forEach((name, array) -> state.put("module." + name, array.castTo(DataType.DOUBLE)));
    state.put("module.classifier.6.bias", Nd4j.zeros(3));
    Path published = folder.resolve("alexnet.pth");
    PyTorchWriter.write(published, Map.of("state_dict", state, "epoch", 90));
    Path to = folder.resolve("new/alex.safetensors");
    Pretrained.LPIPS_ALEX.convert(published, to, ALEX);
    SortedMap<String, INDArray> read = Pretrained.LPIPS_ALEX.read(to, ALEX);
    assertEquals(ALEX.shapes().keySet(), read.keySet());
    read.forEach(
        (name, array) -> {
          assertEquals(DataType.FLOAT, array.dataType());
          assertEquals(((INDArray) state.get("module." + name)).castTo(DataType.FLOAT), array);
        });
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    Map<String, INDArray> state = alex();
    state.remove("features.3.bias");
    state.put("features.0.bias", Nd4j.zeros(63));
    state.put("features.99.weight", Nd4j.zeros(1));
    Path file = folder.resolve("a.pt");
    PyTorchWriter.write(file, state);
    UserError error = assertThrows(UserError.class, () -> Pretrained.LPIPS_ALEX.read(file, ALEX));
    String message = error.getMessage();
    assertEquals(1, message.lines().count());
    assertTrue(message.contains("features.3.bias is missing"), message);
    assertTrue(message.contains("features.0.bias has shape [63], not [64]"), message);
    assertTrue(message.contains("'features.99.weight' is not known"), message);
  }

  private static Map<String, INDArray> alex() {
    Map<String, INDArray> state = new LinkedHashMap<>();
    ALEX.shapes()
        .forEach(
            (name, shape) ->
                state.put(
                    name,
                    Nd4j.rand(
                        DataType.FLOAT, shape.stream().mapToLong(Long::longValue).toArray())));
    return state;
  }
}
