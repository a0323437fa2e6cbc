// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.ipmnet.core.UserError;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.core.testing.GoldenFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Files written by PyTorch, NumPy and safetensors themselves, golden case {@code files}. */
class WeightFileGoldenTest {
  private final Path files = GoldenFolder.of("files");
  private final GoldenCase golden = GoldenCase.open("files");

  @Test
  void nestedZip() {
    nested("nested.pt", WeightFile.Format.PYTORCH);
  }

  @Test
  void nestedLegacy() {
    nested("nested_legacy.pt", WeightFile.Format.PYTORCH_LEGACY);
  }

  private void nested(String name, WeightFile.Format format) {
    try (WeightFile file = WeightFile.open(files.resolve(name))) {
      assertEquals(format, file.format());
      equal(file, "nested.", key -> key.replaceFirst("\\.", "/"));
      WeightTree meta = file.root().at("meta");
      assertEquals(12, meta.at("iteration").number());
      assertEquals(2e-4, meta.at("lr").number());
      assertEquals(0.999, meta.at("betas").items().get(1).number());
      assertEquals("z\u00e9ro", meta.at("name").text());
      assertEquals("int key", meta.at("nested").at(1L).text());
      List<WeightTree> flags = meta.at("flags").items();
      assertEquals(true, flags.get(0).plain());
      assertEquals(null, flags.get(1).plain());
      assertEquals(1L << 40, flags.get(3).plain());
      JsonNode crcs = golden.manifest("nested", "crc32");
      crcs.properties()
          .forEach(
              entry -> {
                ByteBuffer bytes = file.tensors().get(entry.getKey().replace('|', '/')).bytes();
                CRC32 crc = new CRC32();
                crc.update(bytes);
                assertEquals(entry.getValue().asLong(), crc.getValue(), entry.getKey());
              });
      assertArrayEquals(
          file.read("a/conv.weight").data().asFloat(), file.read("shared1").data().asFloat());
      assertArrayEquals(new long[] {3, 8}, file.read("shared2").shape());
    }
  }

  @Test
  void stateDictAndBareTensor() {
    try (WeightFile file = WeightFile.open(files.resolve("state_dict.pt"))) {
      assertEquals(7, equal(file, "state_dict.", key -> key));
      assertEquals(7, file.tensors().size());
    }
    try (WeightFile file = WeightFile.open(files.resolve("bare_tensor.pt"))) {
      same("expected/bare_tensor", file.read("tensor"));
    }
  }

  @Test
  void picklesOfArrays() {
    for (String name :
        List.of("numpy_py2.pkl", "numpy_py3_protocol2.pkl", "numpy_py3_protocol4.pkl")) {
      try (WeightFile file = WeightFile.open(files.resolve(name))) {
        assertEquals(WeightFile.Format.PICKLE, file.format());
        int equal =
            equal(
                file,
                "numpy_py2.",
                key -> !name.contains("py2") && key.equals("fortran") ? null : key);
        assertEquals(file.tensors().size(), equal, name);
      }
    }
  }

  @Test
  void safetensors() {
    try (WeightFile file = WeightFile.open(files.resolve("tensors.safetensors"))) {
      assertEquals(WeightFile.Format.SAFETENSORS, file.format());
      assertEquals(file.tensors().size(), equal(file, "safetensors.", key -> key));
    }
  }

  @Test
  void everyBadFileIsRefusedInOneLine() throws IOException {
    Set<String> listed = new HashSet<>();
    golden.manifest("bad").fieldNames().forEachRemaining(listed::add);
    List<Path> bad;
    try (Stream<Path> all = Files.list(files)) {
      bad = all.filter(file -> file.getFileName().toString().startsWith("bad_")).toList();
    }
    assertEquals(listed.size(), bad.size());
    for (Path file : bad) {
      UserError error =
          assertThrows(UserError.class, () -> WeightFile.open(file).close(), file.toString());
      assertEquals(1, error.getMessage().lines().count(), error.getMessage());
      assertTrue(error.getMessage().contains(file.getFileName().toString()), error.getMessage());
      assertFalse(error.getMessage().contains("null"), error.getMessage());
    }
  }

  /** Cut or changed anywhere, a file is refused in one line or read; nothing else happens. */
  @Test
  void damagedFiles(@TempDir Path folder) throws IOException {
    Random random = new Random(1);
    Path damaged = folder.resolve("damaged");
    for (String name :
        List.of("nested.pt", "nested_legacy.pt", "numpy_py2.pkl", "numpy_py3_protocol4.pkl")) {
      byte[] good = Files.readAllBytes(files.resolve(name));
      for (int i = 0; i < 400; i++) {
        byte[] bytes = i % 2 == 0 ? good.clone() : Arrays.copyOf(good, random.nextInt(good.length));
        if (bytes.length > 0 && i % 2 == 0) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        Files.write(damaged, bytes);
        try (WeightFile read = WeightFile.open(damaged)) {
          read.tensors().values().forEach(StoredTensor::read);
          assertEquals(good.length, bytes.length, "a part is no whole");
        } catch (UserError e) {
          assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        }
      }
    }
  }

  @Test
  void filesOfTheAuthorsProgram() {
    Path zip = GoldenFolder.file("release-small", "gen_00000001.pt");
    Path legacy = GoldenFolder.file("release-small", "gen_00000001_legacy.pt");
    GoldenCase release = GoldenCase.open("release-small");
    for (Map.Entry<String, JsonNode> file : release.manifest("pt", "crc32").properties()) {
      try (WeightFile read = WeightFile.open(GoldenFolder.file("release-small", file.getKey()))) {
        List<String> named = new ArrayList<>();
        for (Map.Entry<String, JsonNode> tensor : file.getValue().properties()) {
          String name = tensor.getKey().replace('|', '/');
          StoredTensor found = read.tensors().get(name);
          CRC32 crc = new CRC32();
          crc.update(found.bytes());
          assertEquals(tensor.getValue().get(0).asLong(), crc.getValue(), name);
          assertEquals(
              tensor.getValue().get(1).toString(), found.shape().toString().replace(" ", ""));
          named.add(name);
        }
        assertFalse(named.isEmpty());
      }
    }
    try (WeightFile a = WeightFile.open(zip);
        WeightFile b = WeightFile.open(legacy)) {
      assertEquals(a.tensors().keySet(), b.tensors().keySet());
      for (String name : a.tensors().keySet()) {
        assertEquals(a.tensors().get(name).bytes(), b.tensors().get(name).bytes(), name);
      }
    }
  }

  /** Compares all expected arrays of a prefix; a null name leaves one out. */
  private int equal(
      WeightFile file, String prefix, java.util.function.UnaryOperator<String> nameOf) {
    int compared = 0;
    for (Map.Entry<String, JsonNode> entry : golden.manifest("arrays").properties()) {
      if (entry.getKey().startsWith("expected/" + prefix)) {
        String name = nameOf.apply(entry.getKey().substring(("expected/" + prefix).length()));
        if (name != null) {
          same(entry.getKey(), file.read(name));
          compared++;
        }
      }
    }
    assertTrue(compared > 0, prefix);
    return compared;
  }

  private void same(String key, INDArray found) {
    long[] shape =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .convertValue(golden.manifest("arrays", key, "shape"), long[].class);
    assertArrayEquals(shape, found.shape(), key);
    if (found.isEmpty()) {
      return;
    }
    INDArray expected = golden.array(key, DataType.DOUBLE);
    boolean stored = golden.manifest("arrays", key, "dtype").asText().equals("<f4");
    INDArray rounded = stored ? found.castTo(DataType.FLOAT) : found;
    assertArrayEquals(
        expected.data().asDouble(),
        rounded.castTo(DataType.DOUBLE).dup('c').data().asDouble(),
        key);
  }
}
