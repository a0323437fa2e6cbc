// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SafeTensorsTest {
  @TempDir Path folder;

  @Test
  void bytesAreThoseOfTheFormat() throws IOException {
    Path file = folder.resolve("a.safetensors");
    SortedMap<String, INDArray> tensors = new TreeMap<>();
    tensors.put("a", Nd4j.createFromArray(1f, -2f));
    tensors.put("b", Nd4j.createFromArray(3L));
    SafeTensors.write(file, tensors, Map.of("format", "pt"));

    String json =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"b\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}";
    String padded = json + " ".repeat((8 - json.length() % 8) % 8);
    ByteBuffer expected =
        ByteBuffer.allocate(8 + padded.length() + 16).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded.length()).put(padded.getBytes(StandardCharsets.UTF_8));
    expected.putLong(3).putFloat(1).putFloat(-2);
    assertArrayEquals(expected.array(), Files.readAllBytes(file));
  }

  @Test
  void everyWritableTypeAndShapeComesBack() {
    Path file = folder.resolve("a.safetensors");
    SortedMap<String, INDArray> tensors = new TreeMap<>();
    // more elements than fit one chunk of the writer
    tensors.put("long row", Nd4j.arange(40_000).castTo(DataType.FLOAT).reshape(2, 20_000));
    tensors.put(
        "permuted view", Nd4j.arange(24).castTo(DataType.DOUBLE).reshape(2, 3, 4).permute(2, 0, 1));
    tensors.put("slice", Nd4j.arange(12).castTo(DataType.FLOAT).reshape(3, 4).getColumn(1));
    tensors.put("fortran", Nd4j.arange(6).castTo(DataType.FLOAT).reshape(2, 3).dup('f'));
    tensors.put("scalar", Nd4j.scalar(2.5f));
    tensors.put("empty", Nd4j.create(DataType.FLOAT, 0, 3));
    tensors.put("long", Nd4j.createFromArray(Long.MIN_VALUE, -1L, Long.MAX_VALUE));
    tensors.put("int", Nd4j.createFromArray(Integer.MIN_VALUE, 7));
    tensors.put("extremes", Nd4j.createFromArray(Float.MIN_VALUE, Float.MAX_VALUE, -0f));
    tensors.put("dots.and \"quotes\" ü", Nd4j.createFromArray(0.1d));
    SafeTensors.write(file, tensors, Map.of());

    try (SafeTensors read = SafeTensors.open(file)) {
      assertEquals(tensors.keySet(), new TreeSet<>(read.names()));
      assertEquals(Map.of(), read.metadata());
      tensors.forEach(
          (name, expected) -> {
            INDArray found = read.read(name);
            assertEquals(expected.dataType(), found.dataType(), name);
            assertArrayEquals(expected.shape(), found.shape(), name);
            if (!expected.isEmpty()) {
              assertArrayEquals(values(expected), values(found), name);
            }
          });
      assertEquals(List.of(4L, 2L, 3L), read.tensor("permuted view").shape());
      assertArrayEquals(
          new double[] {0, 4, 8, 12, 16, 20, 1},
          Arrays.copyOf(read.read("permuted view").data().asDouble(), 7));
    }
  }

  @Test
  void theSameTensorsGiveTheSameBytes() throws IOException {
    SortedMap<String, INDArray> forward = new TreeMap<>();
    SortedMap<String, INDArray> backward = new TreeMap<>(Comparator.reverseOrder());
    for (String name : List.of("b", "a", "c")) {
      forward.put(name, Nd4j.createFromArray(name.charAt(0) * 1f));
      backward.put(name, Nd4j.createFromArray(name.charAt(0) * 1f));
    }
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    SafeTensors.write(one, forward, Map.of("x", "1", "y", "2", "a", "3"));
    SafeTensors.write(two, backward, Map.of("y", "2", "a", "3", "x", "1"));
    assertEquals(-1, Files.mismatch(one, two));
  }

  @Test
  void halvesAreExact() {
    assertEquals(1f, TensorBytes.halfToFloat((short) 0x3c00));
    assertEquals(-2f, TensorBytes.halfToFloat((short) 0xc000));
    assertEquals(65504f, TensorBytes.halfToFloat((short) 0x7bff));
    assertEquals(0x1p-24f, TensorBytes.halfToFloat((short) 1));
    assertEquals(0x1p-14f, TensorBytes.halfToFloat((short) 0x0400));
    assertEquals(
        Float.floatToRawIntBits(-0f),
        Float.floatToRawIntBits(TensorBytes.halfToFloat((short) 0x8000)));
    assertEquals(Float.NEGATIVE_INFINITY, TensorBytes.halfToFloat((short) 0xfc00));
    assertTrue(Float.isNaN(TensorBytes.halfToFloat((short) 0x7e00)));
  }

  @Test
  void narrowTypesAreReadWithTheirSigns() throws IOException {
    String json =
        "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},"
            + "'b':{'dtype':'I8','shape':[1],'data_offsets':[2,3]},"
            + "'c':{'dtype':'BOOL','shape':[1],'data_offsets':[3,4]},"
            + "'d':{'dtype':'I16','shape':[1],'data_offsets':[4,6]}}";
    try (SafeTensors read = SafeTensors.open(file(json, -1, 1, -1, 1, -2, -1))) {
      assertEquals(Nd4j.createFromArray(255, 1), read.read("a"));
      assertEquals(Nd4j.createFromArray(-1), read.read("b"));
      assertEquals(Nd4j.createFromArray(true), read.read("c"));
      assertEquals(Nd4j.createFromArray(-2), read.read("d"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | take 8 bytes, it holds 4",
        "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}} | take 0 bytes, it holds 4",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | shape [2] of F32 does not take",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | data_offsets must be",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}} | data_offsets must be",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | whole numbers",
        "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}} | whole numbers",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,99999999999999999999]}} | whole numbers",
        "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}} | too large",
        "{'a':{'dtype':'F32','shape':[-1,-1],'data_offsets':[0,4]}} | whole numbers",
        "{'a':{'dtype':'C64','shape':[1],'data_offsets':[0,4]}} | dtype 'C64' is not supported",
        "{'a':{'shape':[1],'data_offsets':[0,4]}} | dtype",
        "{'a':{'dtype':'F32','data_offsets':[0,4]}} | shape must be a list",
        "{'a':{'dtype':'F32','shape':[1]}} | data_offsets must be a list",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}} | unknown key 'x'",
        "{'a':{'dtype':'I16','shape':[1],'data_offsets':[0,2]},'b':{'dtype':'I16','shape':[2],'data_offsets':[0,4]}} | the tensor before it ends at 2",
        "{'a':{'dtype':'I16','shape':[1],'data_offsets':[0,2]},'b':{'dtype':'U8','shape':[1],'data_offsets':[3,4]}} | the tensor before it ends at 2",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | not valid JSON",
        "{'__metadata__':{'x':1},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | __metadata__ 'x' must be text",
        "{'__metadata__':[]} | must be an object",
        "{'a':[]} | 'a' must be an object",
        "[] | not a JSON object",
        "{'a': | not valid JSON",
        "{} {} | not valid JSON",
        "{'evil\\nname':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 'evil' begins at byte 4",
      })
  void aBadHeaderIsRefusedInOneLine(String json, String message) throws IOException {
    Path file = file(json, 0, 0, 0, 0);
    UserError error = assertThrows(UserError.class, () -> SafeTensors.open(file));
    assertTrue(
        error.getMessage().startsWith(file + " is not a usable safetensors file: "),
        error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1000000", "-1", "9223372036854775807", "9", "1152921504606846976"})
  void aHeaderLengthBeyondTheFileIsRefused(long claimed) throws IOException {
    Path file = folder.resolve("bad");
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(claimed);
    Files.write(file, bytes.array());
    UserError error = assertThrows(UserError.class, () -> SafeTensors.open(file));
    assertTrue(
        error.getMessage().contains(Long.toUnsignedString(claimed) + " bytes, 8 are possible"),
        error.getMessage());
  }

  @Test
  void shortAbsentAndNonUtf8FilesAreRefused() throws IOException {
    Path file = folder.resolve("bad");
    assertThrows(UserError.class, () -> SafeTensors.open(file));
    assertThrows(UserError.class, () -> SafeTensors.open(folder));
    Files.write(file, new byte[7]);
    assertThrows(UserError.class, () -> SafeTensors.open(file));
    Files.write(file, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', (byte) 0xff});
    UserError error = assertThrows(UserError.class, () -> SafeTensors.open(file));
    assertTrue(error.getMessage().endsWith("its header is not UTF-8"), error.getMessage());
  }

  @Test
  void anUnknownTensorIsNamed() throws IOException {
    try (SafeTensors read = SafeTensors.open(file("{}"))) {
      UserError error = assertThrows(UserError.class, () -> read.read("conv1.weight"));
      assertTrue(error.getMessage().endsWith("holds no tensor 'conv1.weight'"));
    }
  }

  @Test
  void aTypeThatCannotBeWrittenLeavesNoFile() {
    SortedMap<String, INDArray> tensors = new TreeMap<>();
    tensors.put("a", Nd4j.createFromArray(true));
    Path file = folder.resolve("a");
    assertThrows(IllegalArgumentException.class, () -> SafeTensors.write(file, tensors, Map.of()));
    assertFalse(Files.exists(file));
  }

  /** Exact, unlike {@code INDArray.equals}, which allows 1e-5. */
  private static Object[] values(INDArray array) {
    DataBuffer data = array.dup('c').data();
    return LongStream.range(0, array.length())
        .mapToObj(i -> array.dataType().isFPType() ? (Object) data.getDouble(i) : data.getLong(i))
        .toArray();
  }

  /** A file with the given header (single quotes for double ones) and data bytes. */
  private Path file(String json, int... data) throws IOException {
    byte[] header = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    for (int value : data) {
      bytes.put((byte) value);
    }
    Path file = folder.resolve("made.safetensors");
    Files.write(file, bytes.array());
    return file;
  }

  @Test
  void metadataAndChecksumComeBack() throws IOException {
    SortedMap<String, INDArray> tensors = new TreeMap<>();
    tensors.put("a", Nd4j.rand(DataType.FLOAT, 300_000)); // more than one chunk of a megabyte
    tensors.put("b", Nd4j.createFromArray(3L));
    Path file = folder.resolve("a.safetensors");
    SafeTensors.write(file, tensors, Map.of("x", "1", "y", "zwölf"));
    byte[] bytes = Files.readAllBytes(file);
    CRC32C expected = new CRC32C();
    expected.update(bytes, bytes.length - 1_200_008, 1_200_008);
    assertEquals(expected.getValue(), SafeTensors.checksum(tensors));
    try (SafeTensors read = SafeTensors.open(file)) {
      assertEquals(Map.of("x", "1", "y", "zwölf"), read.metadata());
      assertEquals(expected.getValue(), read.checksum());
      assertEquals(300_000, read.tensor("a").elements());
      assertEquals(1, read.tensor("b").elements());
    }
  }

  @Test
  void tensorsMayBeListedInAnyOrder() throws IOException {
    String json =
        "{'a':{'dtype':'U8','shape':[1],'data_offsets':[1,2]},"
            + "'b':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},"
            + "'c':{'dtype':'U8','shape':[0],'data_offsets':[1,1]}}";
    try (SafeTensors read = SafeTensors.open(file(json, 5, 6))) {
      assertEquals(List.of("b", "c", "a"), List.copyOf(read.names()));
      assertEquals(6, read.read("a").getInt(0));
    }
  }

  @Test
  void aTensorHasAsManyDimensionsAsAnArrayCan() throws IOException {
    String json = "{'a':{'dtype':'U8','shape':%s,'data_offsets':[0,1]}}";
    String most = Collections.nCopies(StoredTensor.MOST_DIMENSIONS, 1).toString();
    try (SafeTensors read = SafeTensors.open(file(String.format(Locale.ROOT, json, most), 5))) {
      assertEquals(StoredTensor.MOST_DIMENSIONS, read.read("a").rank());
    }
    String more = Collections.nCopies(StoredTensor.MOST_DIMENSIONS + 1, 1).toString();
    Path file = file(String.format(Locale.ROOT, json, more), 5);
    UserError error = assertThrows(UserError.class, () -> SafeTensors.open(file));
    assertTrue(
        error
            .getMessage()
            .endsWith(
                String.format(
                    Locale.ROOT, "'a' has %d dimensions", StoredTensor.MOST_DIMENSIONS + 1)));
  }

  @Test
  void eightBytesAreALengthWithoutAHeader() throws IOException {
    Path file = Files.write(folder.resolve("bad"), new byte[8]);
    UserError error = assertThrows(UserError.class, () -> SafeTensors.open(file));
    assertTrue(error.getMessage().endsWith("its header is not a JSON object"), error.getMessage());
    Files.write(file, new byte[7]);
    error = assertThrows(UserError.class, () -> SafeTensors.open(file));
    assertTrue(error.getMessage().endsWith("it has only 7 bytes"), error.getMessage());
  }
}
