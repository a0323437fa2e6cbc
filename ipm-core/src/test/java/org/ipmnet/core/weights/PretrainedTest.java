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
import java.util.Map;
import java.util.SortedMap;
import org.ipmnet.core.UserError;
import org.ipmnet.core.testing.GoldenCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PretrainedTest {
  @TempDir Path folder;

  /** Names and shapes are those of the published files, golden {@code names.json}. */
  @ParameterizedTest
  @CsvSource({
    "VGGFACE2, resnet50-vggface2, published_file",
    "BISENET, bisenet, module",
    "INCEPTION, inception-fid, published_file",
    "LPIPS_ALEX, lpips-alex, published_file",
    "LPIPS_VGG, lpips-vgg, published_file",
  })
  void namesAndShapesOfThePublishedFiles(Pretrained network, String golden, String list) {
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
    network.shapes().shapes().forEach((n, s) -> found.add(n + s.toString().replace(" ", "")));
    assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource({"LPIPS_ALEX_HEADS, lpips-alex", "LPIPS_VGG_HEADS, lpips-vgg"})
  void namesAndShapesOfTheHeads(Pretrained network, String golden) {
    GoldenCase lpips = GoldenCase.open(golden);
    List<String> found = new ArrayList<>();
    for (JsonNode name : lpips.json("names.json").get("lin_file")) {
      List<Long> shape = network.shapes().shapes().get(name.asText());
      String array = name.asText().substring(0, "lin0".length());
      assertEquals(
          lpips.manifest("arrays", array, "shape").toString(), shape.toString().replace(" ", ""));
      found.add(name.asText());
    }
    assertEquals(found, List.copyOf(network.shapes().shapes().keySet()));
  }

  @Test
  void aPublishedFileIsConverted() {
    Map<String, Object> state = new LinkedHashMap<>();
    alex().forEach((name, array) -> state.put("module." + name, array.castTo(DataType.DOUBLE)));
    state.put("module.classifier.6.bias", Nd4j.zeros(3));
    Path published = folder.resolve("alexnet.pth");
    PyTorchWriter.write(published, Map.of("state_dict", state, "epoch", 90));
    Path to = folder.resolve("new/alex.safetensors");
    Pretrained.LPIPS_ALEX.convert(published, to);
    SortedMap<String, INDArray> read = Pretrained.LPIPS_ALEX.read(to);
    assertEquals(Pretrained.LPIPS_ALEX.shapes().shapes().keySet(), read.keySet());
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
    UserError error = assertThrows(UserError.class, () -> Pretrained.LPIPS_ALEX.read(file));
    String message = error.getMessage();
    assertEquals(1, message.lines().count());
    assertTrue(message.contains("features.3.bias is missing"), message);
    assertTrue(message.contains("features.0.bias has shape [63], not [64]"), message);
    assertTrue(message.contains("'features.99.weight' is not known"), message);
  }

  private static Map<String, INDArray> alex() {
    Map<String, INDArray> state = new LinkedHashMap<>();
    Pretrained.LPIPS_ALEX
        .shapes()
        .shapes()
        .forEach(
            (name, shape) ->
                state.put(
                    name,
                    Nd4j.rand(
                        DataType.FLOAT, shape.stream().mapToLong(Long::longValue).toArray())));
    return state;
  }
}
