// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WeightFileTest {
  @TempDir Path folder;

  @Test
  void whatTheWriterWritesIsReadBack() {
    INDArray kernel = Nd4j.rand(DataType.FLOAT, 16, 8, 3, 3);
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("kernel", kernel);
    state.put("turned", Nd4j.rand(DataType.DOUBLE, 3, 5).transpose());
    state.put("count", Nd4j.scalar(DataType.LONG, 1L << 40));
    state.put("few", Nd4j.createFromArray(1, -2, 3));
    state.put("none", Nd4j.create(DataType.FLOAT, 0, 3));
    Map<Object, Object> content = new LinkedHashMap<>();
    content.put("a", state);
    content.put("b", state);
    content.put(7L, java.util.Arrays.asList(1.5, "z\u00e9ro", true, null, 1L << 50, -3));
    Path file = folder.resolve("a.pt");
    PyTorchWriter.write(file, content);
    try (WeightFile read = WeightFile.open(file)) {
      assertEquals(WeightFile.Format.PYTORCH, read.format());
      assertEquals(
          List.of("a/kernel", "a/turned", "a/count", "a/few", "a/none"),
          new ArrayList<>(read.tensors().keySet()).subList(0, 5));
      for (String side : List.of("a/", "b/")) {
        assertEquals(kernel, read.read(side + "kernel"));
        assertEquals(((INDArray) state.get("turned")).dup('c'), read.read(side + "turned"));
        assertEquals(1L << 40, read.read(side + "count").getLong(0));
        assertEquals(state.get("few"), read.read(side + "few"));
        assertArrayEquals(new long[] {0, 3}, read.read(side + "none").shape());
      }
      List<WeightTree> items = read.root().at(7L).items();
      assertEquals(1.5, items.get(0).number());
      assertEquals("z\u00e9ro", items.get(1).text());
      assertEquals(1L << 50, items.get(4).plain());
      assertEquals(-3, items.get(5).number());
      UserError error = assertThrows(UserError.class, () -> read.root().at("a").at("gamma"));
      assertTrue(error.getMessage().endsWith("holds no a/gamma"), error.getMessage());
    }
    byte[] once = bytes(file);
    PyTorchWriter.write(file, content);
    assertArrayEquals(once, bytes(file), "the same content gives the same bytes");
    assertTrue(once.length < 2 * kernel.length() * 4 + 3000, "shared storages are stored once");
  }

  @Test
  void arraysOfEveryPythonOfAnyLength() throws IOException {
    for (int n : new int[] {3, 5000}) { // long ones stay in the file
      float[] values = new float[n];
      ByteBuffer bytes = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
      Random random = new Random(n);
      for (int i = 0; i < n; i++) {
        values[i] = random.nextFloat() - 0.5f;
        bytes.putFloat(values[i]);
      }
      int[] shape = {n, 1};
      byte[] pickle =
          PickleBytes.protocol(2)
              .ascii("}(")
              .text("old")
              .oldArray(shape, bytes.array())
              .text("latin1")
              .latin1Array(shape, bytes.array())
              .text("new")
              .array(shape, bytes.array())
              .ascii("u")
              .end();
      try (WeightFile file = WeightFile.open(write("a.pkl", pickle))) {
        assertEquals(List.of("old", "latin1", "new"), List.copyOf(file.tensors().keySet()));
        for (String name : file.tensors().keySet()) {
          assertArrayEquals(new long[] {n, 1}, file.read(name).shape());
          assertArrayEquals(values, file.read(name).data().asFloat(), name);
        }
      }
    }
  }

  /** NumPy 2.3 and up, protocol 5: {@code arange(24).reshape(2, 3, 4).transpose(1, 0, 2)}. */
  @Test
  void arraysWithTheirAxesInAnotherOrder() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 24; i++) {
      data.putFloat(i);
    }
    try (WeightFile file = WeightFile.open(write("a.pkl", fromBuffer("K", data, 1, 0, 2)))) {
      INDArray plain = Nd4j.arange(24).castTo(DataType.FLOAT).reshape('c', 2, 3, 4);
      assertEquals(plain.permute(1, 0, 2).dup('c'), file.read("a"));
    }
    refused("order of axes", fromBuffer("K", data, 1, 1, 2));
    refused("order of axes", fromBuffer("K", data, 1, 0));
    refused("order of axes", fromBuffer("K", data, 1, 0, 3));
    refused("order of elements", fromBuffer("A", data, 0, 1, 2));
  }

  private static byte[] fromBuffer(String order, ByteBuffer data, int... axes) {
    PickleBytes pickle =
        PickleBytes.protocol(5)
            .ascii("}")
            .text("a")
            .global("numpy._core.numeric", "_frombuffer")
            .ascii("(")
            .op(0x96)
            .number(8, data.capacity())
            .bytes(data.array())
            .global("numpy", "dtype")
            .ascii("U\2f4\u0085RK\2K\3K\4\u0087")
            .text(order)
            .ascii("(");
    for (int axis : axes) {
      pickle.op('K', axis);
    }
    return pickle.ascii("ttRs").end();
  }

  /** Protocol 2 of Python 3 has no instruction for bytes and writes none as a call without any. */
  @Test
  void emptyArrays() throws IOException {
    byte[] pickle =
        PickleBytes.protocol(2)
            .ascii("}")
            .text("a")
            .reconstruct()
            .state(new int[] {0, 3})
            .global("__builtin__", "bytes")
            .ascii(")Rtbs")
            .end();
    try (WeightFile file = WeightFile.open(write("a.pkl", pickle))) {
      assertArrayEquals(new long[] {0, 3}, file.read("a").shape());
    }
  }

  @Test
  void paddlesDictionaries() throws IOException {
    // PaddlePaddle saves arrays beside a table of names, or each as the pair of name and array.
    byte[] data = new byte[24];
    data[3] = 0x40; // 2.0f
    byte[] pickle =
        PickleBytes.protocol(4)
            .ascii("}(")
            .text("conv.weight")
            .array(new int[] {2, 3}, data)
            .text("conv.bias")
            .global("builtins", "tuple")
            .text("linear_0.b_0")
            .array(new int[] {6}, data)
            .op(0x86, 0x85, 'R')
            .text("StructuredToParameterName@@")
            .ascii("}(")
            .text("conv.weight")
            .text("conv2d_0.w_0")
            .ascii("uu")
            .end();
    try (WeightFile file = WeightFile.open(write("model.pdparams", pickle))) {
      assertEquals(List.of("conv.weight", "conv.bias"), List.copyOf(file.tensors().keySet()));
      assertEquals(2f, file.read("conv.weight").getFloat(0, 0));
      assertArrayEquals(new long[] {6}, file.read("conv.bias").shape());
      assertEquals(
          "conv2d_0.w_0", file.root().at("StructuredToParameterName@@").at("conv.weight").text());
    }
  }

  @Test
  void pythonTwosOrderedDictionariesAndProtocolZero() throws IOException {
    String zero = "(dp0\nS'lr'\np1\nF0.5\nsS'steps'\nI12\nsS'on'\nI01\ns";
    try (WeightFile file =
        WeightFile.open(write("zero.pkl", new PickleBytes().ascii(zero).end()))) {
      assertEquals(0.5, file.root().at("lr").number());
      assertEquals(12, file.root().at("steps").number());
      assertEquals(true, file.root().at("on").plain());
    }
    byte[] ordered =
        PickleBytes.protocol(2)
            .global("collections", "OrderedDict")
            .ascii("](](U\1bK\1e](U\1aK\2ee\u0085R")
            .end();
    try (WeightFile file = WeightFile.open(write("ordered.pkl", ordered))) {
      assertEquals(List.of("b", "a"), List.copyOf(file.root().keys()));
    }
  }

  @Test
  void nothingThatAFileNamesIsRun() throws IOException {
    Path proof = folder.resolve("proof");
    for (String[] name :
        new String[][] {
          {"os", "system"},
          {"posix", "system"},
          {"builtins", "eval"},
          {"__builtin__", "exec"},
          {"java.lang", "Runtime"},
          {"operator", "attrgetter"},
          {"decimal", "Decimal"},
          {"torch", "load"},
        }) {
      byte[] global =
          PickleBytes.protocol(2)
              .global(name[0], name[1])
              .text("touch " + proof)
              .ascii("\u0085R")
              .end();
      refused("nothing of it was run", global);
      byte[] stacked =
          PickleBytes.protocol(4).text(name[0]).text(name[1]).op(0x93).ascii(")R").end();
      refused("nothing of it was run; save only the tensors", stacked);
      refused(
          "instruction",
          PickleBytes.protocol(2).ascii("(i" + name[0] + "\n" + name[1] + "\n").end());
    }
    assertTrue(Files.notExists(proof));
    // a state on something that is none of ours: the library would look for a method by reflection
    refused("broken", PickleBytes.protocol(2).ascii("]}b").end());
  }

  @Test
  void bombsAreRefused() throws IOException {
    refused("instructions", PickleBytes.protocol(2).repeat(3 << 20, "}").end());
    refused("instructions", PickleBytes.protocol(2).repeat(3 << 20, "(").end());
    refused("instructions", PickleBytes.protocol(2).ascii("]q\0").repeat(1 << 20, "h\0a").end());
    // quadratic time in the library: it trims at each of these
    refused("instructions", PickleBytes.protocol(2).ascii("]").repeat(1 << 20, "(K\1e").end());
    refused(
        "instructions", PickleBytes.protocol(2).repeat(1 << 20, "(").repeat(3 << 20, "1(").end());
    // a text, a number, bytes, a list that claim to be huge
    refused("promises", PickleBytes.protocol(2).ascii("X").number(4, 0xffffffffL).end());
    refused("promises", PickleBytes.protocol(2).ascii("T").number(4, 0x7fffffffL).end());
    refused("promises", PickleBytes.protocol(4).op(0x8e).number(8, -1L).end());
    refused("promises", PickleBytes.protocol(5).op(0x96).number(8, Long.MAX_VALUE).end());
    refused("number of", PickleBytes.protocol(2).op(0x8b).number(4, 0x7fffffffL).end());
    refused(
        "line", PickleBytes.protocol(2).ascii("I").repeat(100_000, "1234567890").ascii("\n").end());
    // t = (t, t) and d = {a: d, b: d}, sixty times over: endless if somebody walks through it
    refusedOrEmpty(PickleBytes.protocol(2).ascii(")").repeat(60, "2\u0086").end());
    refused(
        "nested", PickleBytes.protocol(2).ascii("}q\0").repeat(60, "}(U\1ah\0U\1bh\0uq\0").end());
    refused("nested", PickleBytes.protocol(2).ascii("]q\0h\0a").end());
    // one long argument for many calls
    String longText = "x".repeat(4000);
    refused(
        "length explains",
        PickleBytes.protocol(2)
            .global("_codecs", "encode")
            .ascii("q\0")
            .text(longText)
            .text("latin1")
            .op(0x86)
            .ascii("q\1")
            .repeat(100_000, "h\0h\1R")
            .end());
    refused(
        "length explains",
        PickleBytes.protocol(2)
            .global("builtins", "tuple")
            .ascii("q\0](")
            .repeat(5000, "K\1")
            .op('e', 0x85, 'q', 1)
            .repeat(100_000, "h\0h\1R")
            .end());
    // long names over and over
    refused("characters", PickleBytes.protocol(2).ascii("}").text(longText).ascii("}s").end());
    // a container as key: hashing it would take exponential time
    refused(
        "broken",
        PickleBytes.protocol(2).ascii("}]q\0").repeat(60, "](h\0h\0eq\0").ascii("Ns").end());
  }

  /** A line is read until it ends, into memory. */
  @Test
  void linesAreBounded() throws IOException {
    String longLine = "1".repeat(2000) + "\n";
    for (String line : List.of("c@x\n", "ctorch\n@", "L@", "F@", "g@", "]p@")) {
      refused("does not end", PickleBytes.protocol(2).ascii(line.replace("@", longLine)).end());
    }
  }

  /** As zip writers do from 4 GiB or 65,535 members on; here for a small file. */
  @Test
  void sizesOfALargeZipAreRead() throws IOException {
    INDArray kernel = Nd4j.rand(DataType.FLOAT, 3, 5);
    Path file = folder.resolve("small.pt");
    PyTorchWriter.write(file, Map.of("kernel", kernel));
    Path large = write("large.pt", zip64(bytes(file)));
    try (WeightFile read = WeightFile.open(large)) {
      assertEquals(kernel, read.read("kernel"));
    }
    byte[] broken = bytes(large);
    broken[broken.length - 22 - 20]++; // of the locator's signature
    refused("its zip directory is broken", broken);
  }

  /** The same members, with a directory whose own fields are too small for every number. */
  private static byte[] zip64(byte[] zip) {
    ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int end = zip.length - 22;
    int count = in.getShort(end + 10);
    int begin = in.getInt(end + 16);
    ByteBuffer out = ByteBuffer.allocate(2 * zip.length + 1000).order(ByteOrder.LITTLE_ENDIAN);
    out.put(zip, 0, begin);
    for (int i = 0, at = begin; i < count; i++) {
      int name = in.getShort(at + 28);
      int extra = in.getShort(at + 30);
      int start = out.position();
      out.put(zip, at, 46 + name).putShort((short) 1).putShort((short) 24);
      for (int field : new int[] {24, 20, 42}) { // unpacked, packed, where the member is
        out.putLong(in.getInt(at + field)).putInt(start + field, -1);
      }
      out.putShort(start + 30, (short) 28).putShort(start + 32, (short) 0);
      at += 46 + name + extra + in.getShort(at + 32);
    }
    int large = out.position();
    out.putInt(0x06064b50).putLong(44).putInt(45 << 16 | 45).putLong(0);
    out.putLong(count).putLong(count).putLong(large - begin).putLong(begin);
    out.putInt(0x07064b50).putInt(0).putLong(large).putInt(1);
    out.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
    return Arrays.copyOf(out.array(), out.position());
  }

  /** 16^4 and 16^5 names of one array: both are more than so small a file explains. */
  @Test
  void namesAreBoundedByTheFile() throws IOException {
    for (int levels : new int[] {4, 5}) {
      PickleBytes pickle = PickleBytes.protocol(3).array(new int[] {1}, new byte[4]).ascii("q\0");
      for (int level = 0; level < levels; level++) {
        pickle.ascii("}(");
        for (int i = 0; i < 16; i++) {
          pickle.text("x".repeat(60) + (char) ('a' + i)).ascii("h\0");
        }
        pickle.ascii("uq\0");
      }
      refused("nested", pickle.end());
    }
  }

  @Test
  void aLongListOfNumbersIsNoBomb() throws IOException {
    byte[] pickle = PickleBytes.protocol(2).ascii("](").repeat(300_000, "K\1").ascii("e").end();
    try (WeightFile file = WeightFile.open(write("order.pkl", pickle))) {
      assertEquals(300_000, file.root().items().size());
    }
  }

  @Test
  void namesCannotGiveATerminalOrders() throws IOException {
    String shown =
        assertThrows(
                UserError.class,
                () ->
                    WeightFile.open(
                        write(
                            "a.pkl",
                            PickleBytes.protocol(4)
                                .text("os\u009b31m\u202e\u2028\u0085\ud83d\ude00")
                                .text("system")
                                .op(0x93)
                                .end())))
            .getMessage();
    assertTrue(shown.contains("'os?31m???\ud83d\ude00.system'"), shown);
  }

  @Test
  void aStateDictMayHaveATensorBeside() {
    Path file = folder.resolve("a.pt");
    Map<String, INDArray> state = Map.of("module.w", Nd4j.ones(2, 2));
    PyTorchWriter.write(file, Map.of("state_dict", state, "epoch", Nd4j.scalar(3L)));
    try (WeightFile read = WeightFile.open(file)) {
      assertEquals(Set.of("w"), read.stateDict().keySet());
    }
  }

  /** As DataParallel, torch.compile, and one around the other save them. */
  @ParameterizedTest
  @ValueSource(strings = {"module.", "_orig_mod.", "module._orig_mod.", "_orig_mod.module."})
  void namesLoseWhatWrappersPutBeforeThem(String prefix) {
    Path file = folder.resolve("a.pt");
    INDArray kernel = Nd4j.rand(DataType.FLOAT, 2, 2);
    Map<String, INDArray> wrapped = Map.of(prefix + "a.w", kernel, prefix + "a.b", kernel);
    Map<String, INDArray> partly = Map.of(prefix + "a.w", kernel, "a.b", kernel);
    PyTorchWriter.write(file, wrapped);
    try (WeightFile read = WeightFile.open(file)) {
      assertEquals(Set.of("a.w", "a.b"), read.stateDict().keySet());
      assertEquals(kernel, read.stateDict().get("a.w").read());
      assertEquals(wrapped.keySet(), read.tensors().keySet(), "listed as they are");
    }
    PyTorchWriter.write(file, Map.of("a", wrapped, "b", partly));
    try (WeightFile read = WeightFile.open(file)) {
      assertEquals(Set.of("a.w", "a.b"), read.stateDict("a").keySet());
      assertEquals(partly.keySet(), read.stateDict("b").keySet(), "not before all names");
      assertEquals(Set.of(), read.stateDict("c").keySet());
    }
  }

  @Test
  void arraysAreComparedWithTheirBytes() throws IOException {
    byte[] data = new byte[24];
    refused("does not fit", dictionary(new int[] {7}, data));
    refused("instead of", dictionary(new int[] {5}, data));
    refused("too large", dictionary(new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 3, 9}, data));
    refused("shape", dictionary(new int[] {-2, -3}, data));
    refused("too large", dictionary(new int[] {0x7fffffff, 0x7fffffff, 0x7fffffff, 0}, data));
    // views
    refused("does not fit", tensor(6, 0, "7", "1"));
    refused("does not fit", tensor(6, 1, "6", "1"));
    refused("does not fit", tensor(6, 0, "2 3", "4 1"));
    refused("more bytes than the whole file", tensor(6, 0, "2147483647", "0"));
    refused("too large", tensor(6, 0, "2147483647 2147483647 2147483647", "0 0 0"));
    refused("shape", tensor(6, 0, "2 -1", "1 1"));
    refused("begins before", tensor(6, -1, "2", "1"));
    refused("strides", tensor(6, 0, "2 3", "1"));
    refused("negated", tensor(6, 0, "6", "1", "}X\3\0\0\0neg\u0088s"));
    refused("does not fit", tensor(6, 0, "7", "1", "}")); // no metadata is no reason
  }

  private byte[] dictionary(int[] shape, byte[] data) {
    return PickleBytes.protocol(3).ascii("}").text("a").array(shape, data).ascii("s").end();
  }

  private byte[] tensor(int elements, int offset, String shape, String stride) throws IOException {
    return tensor(elements, offset, shape, stride, "");
  }

  /** A PyTorch file of one view of a storage of floats. */
  private byte[] tensor(int elements, int offset, String shape, String stride, String metadata)
      throws IOException {
    PickleBytes pickle =
        PickleBytes.protocol(2)
            .global("torch._utils", "_rebuild_tensor_v2")
            .ascii("((")
            .text("storage")
            .global("torch", "FloatStorage")
            .text("0")
            .text("cpu")
            .ascii("J")
            .number(4, elements)
            .ascii("tQJ")
            .number(4, offset);
    for (String sizes : List.of(shape, stride)) {
      pickle.ascii("(");
      for (String size : sizes.split(" ")) {
        pickle.ascii("J").number(4, Integer.parseInt(size));
      }
      pickle.ascii("t");
    }
    return zip(
        ZipEntry.STORED,
        pickle.op(0x89).ascii("N" + metadata + "tR").end(),
        new byte[4 * elements]);
  }

  private byte[] zip(int method, byte[] pickle, byte[] storage) throws IOException {
    Path file = folder.resolve("made.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> member :
          new TreeMap<>(Map.of("x/data.pkl", pickle, "x/data/0", storage)).entrySet()) {
        ZipEntry entry = new ZipEntry(member.getKey());
        entry.setMethod(method);
        entry.setSize(member.getValue().length);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(member.getValue());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(member.getValue());
        zip.closeEntry();
      }
    }
    return bytes(file);
  }

  @Test
  void zipBombsAreRefused() throws IOException {
    byte[] zeros = new byte[1 << 20];
    refused("compressed", zip(ZipEntry.DEFLATED, zeros, zeros));
    byte[] good = tensor(6, 0, "2 3", "3 1");
    WeightFile.open(write("good.pt", good)).close();
    // every size in the directory, made huge
    ByteBuffer zip = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int central = zip.getInt(good.length - 22 + 16);
    zip.putInt(central + 20, 0x7fffffff).putInt(central + 24, 0x7fffffff);
    refused("lie over each other", zip.array());
    zip = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
    zip.putInt(good.length - 22 + 12, 0x7ffffff0);
    refused("cut off", zip.array());
  }

  @Test
  void otherFilesAreNamed() throws IOException {
    refused("neither", "hello, world".getBytes(StandardCharsets.UTF_8));
    refused("one byte", new byte[1]);
    UserError error = assertThrows(UserError.class, () -> WeightFile.open(folder));
    assertTrue(error.getMessage().contains("is a folder"), error.getMessage());
  }

  /** Cut or changed anywhere, a file is refused or read; nothing else happens. */
  @Test
  void damagedFiles() throws IOException {
    List<byte[]> good = new ArrayList<>();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("weight", Nd4j.rand(DataType.FLOAT, 2, 3));
    content.put("step", 5L);
    Path pt = folder.resolve("good.pt");
    PyTorchWriter.write(pt, content);
    good.add(bytes(pt));
    good.add(tensor(12, 2, "2 2", "5 2"));
    good.add(dictionary(new int[] {2, 3}, new byte[24]));
    good.add(
        PickleBytes.protocol(2)
            .ascii("}(")
            .text("a")
            .latin1Array(new int[] {2}, new byte[] {-1, 2, -3, 4, 5, -6, 7, 8})
            .text("b")
            .oldArray(new int[] {1}, new byte[4])
            .ascii("u")
            .end());
    Path st = folder.resolve("good.safetensors");
    SafeTensors.write(st, new TreeMap<>(Map.of("a", Nd4j.rand(DataType.FLOAT, 2, 3))), Map.of());
    good.add(bytes(st));
    Random random = new Random(1);
    for (byte[] bytes : good) {
      for (int length = 0; length < bytes.length; length += 1 + bytes.length / 400) {
        survives(java.util.Arrays.copyOf(bytes, length));
      }
      for (int flip = 0; flip < 600; flip++) {
        byte[] changed = bytes.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        survives(changed);
      }
    }
  }

  /** In a zip file checksums tell of damage, so what is read is right. */
  @Test
  void aDamagedZipFileNeverGivesWrongNumbers() throws IOException {
    INDArray weight = Nd4j.rand(DataType.FLOAT, 5, 7);
    Path pt = folder.resolve("good.pt");
    PyTorchWriter.write(pt, Map.of("weight", weight));
    byte[] bytes = bytes(pt);
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x10;
      Path file = write("changed.pt", changed);
      try (WeightFile read = WeightFile.open(file)) {
        assertArrayEquals(
            weight.data().asFloat(), read.read("weight").data().asFloat(), "byte " + at);
      } catch (UserError refused) {
        assertEquals(1, refused.getMessage().lines().count());
      }
    }
  }

  private void survives(byte[] bytes) throws IOException {
    Path file = write("damaged", bytes);
    try (WeightFile read = WeightFile.open(file)) {
      for (StoredTensor tensor : read.tensors().values()) {
        assertTrue(tensor.elements() * tensor.type().bytes() <= bytes.length);
        tensor.read();
      }
    } catch (UserError e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  private void refusedOrEmpty(byte[] bytes) throws IOException {
    try (WeightFile read = WeightFile.open(write("odd", bytes))) {
      assertTrue(read.tensors().isEmpty());
    } catch (UserError e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  private void refused(String because, byte[] bytes) throws IOException {
    Path file = write("bad", bytes);
    UserError error = assertThrows(UserError.class, () -> WeightFile.open(file).close());
    assertEquals(1, error.getMessage().lines().count(), error.getMessage());
    assertTrue(error.getMessage().contains(because), error.getMessage());
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
