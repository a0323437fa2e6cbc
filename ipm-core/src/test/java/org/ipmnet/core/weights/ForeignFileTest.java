// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ForeignFile.class)
  void everyKindIsNamedInOneLine(ForeignFile kind) throws IOException {
    for (byte[] sample : samples(kind)) {
      String message = refusal(sample);
      assertTrue(message.endsWith(": " + kind.error().getMessage()), message);
      assertTrue(message.contains("net.pth is not a usable "), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  private static List<byte[]> samples(ForeignFile kind) {
    return switch (kind) {
      case EMPTY -> List.of(new byte[0]);
      case GIT_LFS_POINTER ->
          List.of(
              bytes(
                  """
                  version https://git-lfs.github.com/spec/v1
                  oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
                  size 53289463
                  """));
      case WEB_PAGE -> List.of(bytes("\n<!DOCTYPE html><html>"), bytes("<?xml version='1.0'?>"));
      case GZIP -> List.of(gzip(new byte[1000]));
      case BZIP2 -> List.of(bytes("BZh91AY&SY"));
      case XZ -> List.of(bytes("\u00fd7zXZ\0\0\4\u00e6\u00d6"));
      case ZSTANDARD -> List.of(bytes("\u0028\u00b5\u002f\u00fd\u0024\0"));
      case SEVEN_ZIP -> List.of(bytes("7z\u00bc\u00af\u0027\u001c\0\4"));
      case RAR -> List.of(bytes("Rar!\u001a\u0007\1\0"));
      // the second one's name begins as a pickle of protocol 0 can
      case TAR -> List.of(tar("net.pth"), tar("checkpoint/net.pth"));
      case TORCH7 ->
          List.of(
              bytes("\4\0\0\0\1\0\0\0\3\0\0\0V 1\21\0\0\0torch.FloatTensor"),
              bytes("\3\0\0\0\1\0\0\0\2\0\0\0\2\0\0\0"),
              bytes("4\n1\n3\nV 1\n13\nnn.Sequential\n"));
      case HDF5 -> List.of(bytes("\u0089HDF\r\n\u001a\n\0\0\0"));
      case MATLAB -> List.of(bytes("MATLAB 5.0 MAT-file, Platform: GLNXA64"));
      case NUMPY_ARRAY -> List.of(bytes("\u0093NUMPY\1\0v\0{'descr': '<f4'"));
      case NUMPY_ARCHIVE -> List.of(zip("weight.npy", "bias.npy"));
      case KERAS -> List.of(zip("metadata.json", "config.json", "model.weights.h5"));
      case TORCH_SCRIPT -> List.of(zip("net/data.pkl", "net/constants.pkl", "net/code/net.py"));
      case OTHER_ZIP -> List.of(zip("net.pth"), zip());
      case PICKLED_MODULE ->
          List.of(
              module("torch.nn.modules.container", "Sequential", ""),
              module("networks", "BeautyGan", "class BeautyGan(nn.Module):\n".repeat(2000)));
    };
  }

  /** What {@code torch.save(net)} writes of a module, as far as it matters. */
  private static byte[] module(String python, String name, String source) {
    return PickleBytes.protocol(2)
        .global(python, name)
        .text(source)
        .ascii("\u0085\u0081}(")
        .text("training")
        .op(0x88)
        .text("_parameters")
        .ascii("}")
        .text("_buffers")
        .ascii("}ub")
        .end();
  }

  /** The header's length, 0x8b1f, is what gzip files begin with. */
  @Test
  void aSafetensorsFileIsOneWhateverItsLengthLooksLike() throws IOException {
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    int length = 0x8b1f;
    byte[] file =
        ByteBuffer.allocate(8 + length + 4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put(bytes(header + " ".repeat(length - header.length())))
            .putFloat(3)
            .array();
    try (WeightFile read = WeightFile.open(written(file))) {
      assertEquals(3, read.read("a").getDouble(0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"torch.nn.parameter.Parameter", "argparse.Namespace", "os.system"})
  void anyOtherObjectIsNamedAsItIs(String name) throws IOException {
    int dot = name.lastIndexOf('.');
    byte[] pickle =
        PickleBytes.protocol(2)
            .global(name.substring(0, dot), name.substring(dot + 1))
            .ascii(")R")
            .end();
    String message = refusal(pickle);
    assertTrue(message.contains("it names '" + name + "'"), message);
  }

  private String refusal(byte[] file) throws IOException {
    Path path = written(file);
    return assertThrows(UserError.class, () -> WeightFile.open(path)).getMessage();
  }

  private Path written(byte[] file) throws IOException {
    return Files.write(folder.resolve("net.pth"), file);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] tar(String name) {
    return ByteBuffer.allocate(1024).put(bytes(name)).put(257, bytes("ustar")).array();
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] zip(String... names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
