// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.checkpoint;

import static org.ipmnet.core.image.Layout.CHANNELS_FIRST;
import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.ipmnet.core.UserError;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GradientCheck;
import org.ipmnet.core.vertex.Activation;
import org.ipmnet.core.vertex.BatchNorm;
import org.ipmnet.core.vertex.Linear;
import org.ipmnet.core.weights.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CheckpointTest {
  private static final INDArray MOMENT = Nd4j.createFromArray(1e-30f, -2f, 3f);

  @TempDir Path folder;

  private static Network network(String name, int in, int out, String... layers) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(0)
            .dataType(DataType.FLOAT)
            .graphBuilder()
            .addInputs("x")
            .addVertex("norm", new BatchNorm(in, Activation.NONE, CHANNELS_FIRST), "x");
    for (String layer : layers) {
      graph.addVertex(layer, new Linear(in, out), "norm");
    }
    Network network = Network.of(name, graph.setOutputs(layers).build());
    network.statisticViews().values().forEach(view -> view.assign(0.25));
    return GradientCheck.filled(network, 1);
  }

  private Path written(Network network) {
    Path file = folder.resolve("a.safetensors");
    content(7, network).writeTo(file);
    return file;
  }

  private static Checkpoint.Content content(long iteration, Network network) {
    return new Checkpoint.Content(iteration, "seed: 1\n")
        .network(network)
        .tensor("adam.first", MOMENT)
        .text("note", "zwölf");
  }

  /** What is exported as a model is a checkpoint without moments, of halves. */
  @Test
  void aModelIsTheNetworksInHalves() throws IOException {
    Network network = network("f", 2, 3, "a", "b");
    Path model = folder.resolve("model.safetensors");
    try (Checkpoint checkpoint = Checkpoint.open(written(network))) {
      checkpoint.exportModel(model);
    }
    Network other = network("f", 2, 3, "a", "b");
    other.parameters().assign(0);
    try (Checkpoint checkpoint = Checkpoint.open(model)) {
      assertEquals(7, checkpoint.iteration());
      assertEquals("seed: 1\n", checkpoint.config());
      assertEquals(Set.of("f"), checkpoint.networks());
      assertFalse(checkpoint.has("adam.first"));
      checkpoint.load(List.of(other));
    }
    INDArray halves = network.parameters().castTo(DataType.HALF).castTo(DataType.FLOAT);
    assertIdentical("parameters", halves, other.parameters());
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length - 1] ^= 1;
    Files.write(model, bytes);
    assertThrows(UserError.class, () -> Checkpoint.open(model));
  }

  @Test
  void everythingComesBack() {
    Network network = network("f", 2, 3, "a", "b");
    Path file = written(network);
    Network fresh = Network.of("f", network.graph().getConfiguration());
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertEquals(7, checkpoint.iteration());
      assertEquals("seed: 1\n", checkpoint.config());
      assertEquals("zwölf", checkpoint.text("note"));
      checkpoint.load(List.of(fresh));
      assertIdentical("parameters", network.parameters(), fresh.parameters());
      assertIdentical("statistics", network.statistics(), fresh.statistics());
      assertTrue(checkpoint.has("adam.first"));
      assertFalse(checkpoint.has("adam.second"));
      assertIdentical("moment", MOMENT, checkpoint.read("adam.first"));
      INDArray into = Nd4j.create(DataType.FLOAT, 1, 3);
      checkpoint.read("adam.first", into);
      assertIdentical("moment", MOMENT.reshape(1, 3), into);
      assertEquals(
          network.graph().getConfiguration(),
          ComputationGraphConfiguration.fromJson(checkpoint.text("network.f")));
    }
  }

  @Test
  void equalContentGivesEqualBytes() throws IOException {
    byte[] first = Files.readAllBytes(written(network("f", 2, 3, "a")));
    assertTrue(Arrays.equals(first, Files.readAllBytes(written(network("f", 2, 3, "a")))));
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    Path file = written(network("f", 2, 3, "a", "b"));
    Network other = network("f", 2, 4, "a", "c");
    INDArray before = other.parameters().dup();
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      UserError error = assertThrows(UserError.class, () -> checkpoint.load(List.of(other)));
      assertEquals(
          "checkpoint "
              + file
              + " does not fit the networks: f.a.bias has shape [3], not [4];"
              + " f.a.weight has shape [3, 2], not [4, 2]; f.c.bias is missing;"
              + " f.c.weight is missing; 'f.b.bias' is not known; 'f.b.weight' is not known",
          error.getMessage());
    }
    assertIdentical("nothing is loaded by halves", before, other.parameters());
  }

  @Test
  void aTextThatIsMissingIsNamed() {
    Path file = written(network("f", 2, 3, "a"));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      UserError error = assertThrows(UserError.class, () -> checkpoint.text("absent"));
      assertEquals("checkpoint " + file + " holds no absent", error.getMessage());
    }
  }

  @Test
  void aTextThatIsNoNumberIsNamed() {
    Path file = folder.resolve("n.safetensors");
    for (String text :
        List.of("many", "", "-1", "1.5", "1000000000000000000", "99999999999999999999")) {
      content(7, network("f", 2, 3, "a")).text("ipm.iteration", text).writeTo(file);
      try (Checkpoint checkpoint = Checkpoint.open(file)) {
        UserError error = assertThrows(UserError.class, checkpoint::iteration, text);
        assertEquals(
            "checkpoint "
                + file
                + ": ipm.iteration must be a whole number from 0 to 999999999999999999",
            error.getMessage());
      }
    }
    content(7, network("f", 2, 3, "a")).text("steps", "12").writeTo(file);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertEquals(12, checkpoint.number("steps", 12));
      assertThrows(UserError.class, () -> checkpoint.number("steps", 11));
      assertThrows(UserError.class, () -> checkpoint.number("absent", 11));
    }
  }

  @Test
  void aTensorOfAnotherLengthIsNamed() {
    Path file = folder.resolve("t.safetensors");
    content(7, network("f", 2, 3, "a")).bareStyle(MOMENT.reshape(1, 3, 1, 1)).writeTo(file);
    INDArray into = Nd4j.create(DataType.FLOAT, 4);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      UserError error = assertThrows(UserError.class, () -> checkpoint.read("adam.first", into));
      assertEquals(
          "checkpoint " + file + " does not fit: adam.first has shape [3], not [4]",
          error.getMessage());
      assertIdentical("style", MOMENT.reshape(1, 3, 1, 1), checkpoint.bareStyle(3).orElseThrow());
      assertThrows(UserError.class, () -> checkpoint.bareStyle(4));
    }
  }

  @Test
  void aFlippedBitAnywhereIsFoundOrDoesNoHarm() throws IOException {
    Network network = network("f", 2, 3, "a");
    Path file = written(network);
    byte[] good = Files.readAllBytes(file);
    int found = 0;
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << at % 7);
      Files.write(file, bad);
      try (Checkpoint checkpoint = Checkpoint.open(file)) {
        assertIntact(checkpoint, network, "byte " + at);
      } catch (UserError error) {
        assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
        assertFalse(error.getMessage().contains("\n"), error.getMessage());
        found++;
      }
    }
    // Only the name of the header's own checksum may change: then there is none to compare with.
    assertTrue(found >= good.length - 20, found + " of " + good.length);
  }

  /** The bytes may still fit what the header says, so only its checksum tells. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"adam.first\"|\"adam.third\"",
        "\"dtype\":\"F32\",\"shape\":[3,2]|\"dtype\":\"I32\",\"shape\":[3,2]",
        "\"shape\":[3,2]|\"shape\":[2,3]"
      })
  void aTensorsNameTypeOrShapeIsCovered(String from, String to) throws IOException {
    Path file = written(network("f", 2, 3, "a"));
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to), StandardCharsets.ISO_8859_1);
    assertEquals(
        "checkpoint " + file + " is damaged: its checksum is wrong",
        assertThrows(UserError.class, () -> Checkpoint.open(file)).getMessage());
  }

  private static void assertIntact(Checkpoint checkpoint, Network network, String message) {
    assertEquals(7, checkpoint.iteration(), message);
    assertEquals("seed: 1\n", checkpoint.config(), message);
    assertEquals("zwölf", checkpoint.text("note"), message);
    assertEquals(
        network.graph().getConfiguration().toJson(), checkpoint.text("network.f"), message);
    Network fresh = Network.of("f", network.graph().getConfiguration());
    checkpoint.load(List.of(fresh));
    assertIdentical(message, network.parameters(), fresh.parameters());
    assertIdentical(message, network.statistics(), fresh.statistics());
    assertIdentical(message, MOMENT, checkpoint.read("adam.first"));
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path file = written(network("f", 2, 3, "a"));
    byte[] good = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 8, 100, good.length / 2, good.length - 1}) {
      Files.write(file, Arrays.copyOf(good, length));
      UserError error =
          assertThrows(UserError.class, () -> Checkpoint.open(file), length + " bytes");
      assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    }
  }

  @Test
  void anotherFormatAndAnExportAreTold() throws IOException {
    Path file = written(network("f", 2, 3, "a"));
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    String format = "\"ipm.format\":\"1\"";
    assertTrue(text.contains(format));
    Files.write(
        file, text.replace(format, "\"ipm.format\":\"9\"").getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        file + " has checkpoint format 9, this version reads 1",
        assertThrows(UserError.class, () -> Checkpoint.open(file)).getMessage());

    Files.write(
        file, text.replace(format, "\"jpm.format\":\"1\"").getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        file + " is no checkpoint: it lacks the metadata of one (is it an export?)",
        assertThrows(UserError.class, () -> Checkpoint.open(file)).getMessage());
  }

  /** Files of the first version have no checksum of the header. */
  @Test
  void aFileWithoutAHeaderChecksumIsOpened() throws IOException {
    Network network = network("f", 2, 3, "a");
    Path file = written(network);
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    String without = text.replace("\"ipm.header.crc32c\"", "\"ipm.header.crc32x\"");
    assertEquals(text.length(), without.length());
    Files.write(file, without.getBytes(StandardCharsets.ISO_8859_1));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertIntact(checkpoint, network, "no header checksum");
    }
  }

  @Test
  void aTextMayBeAbsent() {
    Path file = written(network("f", 2, 3, "a"));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertEquals(file, checkpoint.file());
      assertTrue(checkpoint.hasText("note"));
      assertFalse(checkpoint.hasText("absent"));
      assertEquals("zwölf", checkpoint.textOr("note", "none"));
      assertEquals("none", checkpoint.textOr("absent", "none"));
      assertTrue(checkpoint.bareStyle().isEmpty());
      assertTrue(checkpoint.bareStyle(3).isEmpty());
    }
  }

  @Test
  void anExportHoldsTheNetworksAlone() throws IOException {
    Network first = network("f", 2, 3, "a");
    Network second = network("g", 3, 2, "b");
    Path file = folder.resolve("a.safetensors");
    content(7, first)
        .network(second)
        .tensor("fx", MOMENT)
        .bareStyle(MOMENT.reshape(1, 3, 1, 1))
        .writeTo(file);
    Path export = folder.resolve("e.safetensors");
    SortedMap<String, INDArray> weights = Checkpoint.tensors(first);
    weights.putAll(Checkpoint.tensors(second));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertEquals(Set.of("f", "g"), checkpoint.networks());
      assertEquals(weights, checkpoint.weights());
      assertIdentical("style", MOMENT.reshape(1, 3, 1, 1), checkpoint.bareStyle().orElseThrow());
      checkpoint.export(export);
    }
    try (SafeTensors tensors = SafeTensors.open(export)) {
      assertEquals(Map.of("format", "pt"), tensors.metadata());
      assertEquals(weights.keySet(), Set.copyOf(tensors.names()));
    }
    assertTrue(Checkpoint.isOne(file));
    assertFalse(Checkpoint.isOne(export), "an export");
    assertFalse(Checkpoint.isOne(Files.copy(file, folder.resolve("a.pt"))), "another kind");
    assertFalse(Checkpoint.isOne(folder.resolve("absent.safetensors")));
    assertFalse(Checkpoint.isOne(Files.createDirectory(folder.resolve("d.safetensors"))));
  }
}
