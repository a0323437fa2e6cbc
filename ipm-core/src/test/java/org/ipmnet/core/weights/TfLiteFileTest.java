// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class TfLiteFileTest {
  private static final int FLOAT32 = 0;
  private static final int INT32 = 2;

  @TempDir Path folder;

  /** A tensor of a model: without values it is computed. */
  private record Tensor(String name, int type, int[] shape, float... values) {}

  private static final Tensor KERNEL =
      new Tensor("conv2d/Kernel", FLOAT32, new int[] {2, 1, 2, 1}, 1, 2, 3, 4);
  private static final Tensor OF_EACH =
      new Tensor("depthwise_conv2d/Kernel", FLOAT32, new int[] {1, 2, 1, 2}, 1, 2, 3, 4);
  private static final Tensor BIAS = new Tensor("conv2d/Bias", FLOAT32, new int[] {2}, 5, 6);
  private static final Tensor ALPHA =
      new Tensor("p_re_lu/Alpha", FLOAT32, new int[] {1, 1, 2}, 7, 8);
  private static final Tensor COMPUTED = new Tensor("conv2d", FLOAT32, new int[] {1, 4, 4, 2});

  @Test
  void constantsAreRead() throws IOException {
    try (WeightFile file = WeightFile.open(write(model(KERNEL, BIAS)))) {
      assertEquals(WeightFile.Format.TFLITE, file.format());
      assertEquals(Set.of("conv2d/Kernel", "conv2d/Bias"), file.tensors().keySet());
      assertEquals(List.of(2L, 1L, 2L, 1L), file.tensors().get("conv2d/Kernel").shape());
      assertIdentical("bias", Nd4j.createFromArray(5f, 6f), file.read("conv2d/Bias"));
    }
  }

  @Test
  void parametersHaveNamesAndDimensionsOfPyTorch() throws IOException {
    try (WeightFile file = WeightFile.open(write(model(KERNEL, OF_EACH, BIAS, ALPHA)))) {
      assertEquals(
          Set.of("conv2d.weight", "depthwise_conv2d.weight", "conv2d.bias", "p_re_lu.weight"),
          file.stateDict().keySet());
      assertIdentical(
          "kernel",
          Nd4j.createFromArray(1f, 2f, 3f, 4f).reshape(2, 1, 1, 2),
          file.stateDict().get("conv2d.weight").read());
      assertIdentical(
          "kernel of each channel",
          Nd4j.createFromArray(1f, 3f, 2f, 4f).reshape(2, 1, 2, 1),
          file.stateDict().get("depthwise_conv2d.weight").read());
      assertIdentical(
          "slopes", Nd4j.createFromArray(7f, 8f), file.stateDict().get("p_re_lu.weight").read());
    }
  }

  /** Newer converters name a constant by all that was folded into it, and share what is equal. */
  @Test
  void parametersAreNamedByTheLayersThatReadThem() throws IOException {
    Tensor zeros = new Tensor("m/depthwise_conv2d_1/depthwise", FLOAT32, new int[] {2}, 0, 0);
    Tensor kernel =
        new Tensor("m/n/Fused;m/conv2d_3/Conv2D1", FLOAT32, new int[] {2, 1, 2, 1}, 1, 2, 3, 4);
    Tensor first =
        new Tensor("m/depthwise_conv2d/depthwise", FLOAT32, new int[] {1, 1, 1, 2}, 5, 6);
    Tensor second =
        new Tensor("m/depthwise_conv2d_1/depthwise1", FLOAT32, new int[] {1, 1, 1, 2}, 7, 8);
    Tensor slopes = new Tensor("m/p_re_lu_2/add;m/b", FLOAT32, new int[] {1, 1, 2}, 9, 10);
    Tensor linear = new Tensor("m/points/MatMul", FLOAT32, new int[] {1, 2}, 11, 12);
    int[][] operators = {
      {6, 7, 1}, // the kernel, in single precision
      {3, 0, 7, 8},
      {4, 0, 2, 8},
      {4, 0, 3, 8},
      {54, 0, 4},
      {9, 0, 5, -1}
    };
    Tensor bias = new Tensor("m/n/Fused", FLOAT32, new int[] {2}, 13, 14);
    byte[] model =
        model(operators, COMPUTED, kernel, first, second, slopes, linear, bias, COMPUTED, zeros);
    try (WeightFile file = WeightFile.open(write(model))) {
      assertEquals(
          Set.of(
              "conv2d_3.weight",
              "conv2d_3.bias",
              "depthwise_conv2d.weight",
              "depthwise_conv2d.bias",
              "depthwise_conv2d_1.weight",
              "depthwise_conv2d_1.bias",
              "p_re_lu_2.weight",
              "points.weight"),
          file.stateDict().keySet());
      assertIdentical(
          "kernel of each channel",
          Nd4j.createFromArray(7f, 8f).reshape(2, 1, 1, 1),
          file.stateDict().get("depthwise_conv2d_1.weight").read());
      assertIdentical(
          "linear",
          Nd4j.createFromArray(11f, 12f).reshape(1, 2),
          file.stateDict().get("points.weight").read());
    }
    refused(model(new int[][] {{3, 0, 99}}, KERNEL), "an operator reads tensor 99");
  }

  @Test
  void whatIsComputedIsNoConstant() throws IOException {
    try (WeightFile file = WeightFile.open(write(model(COMPUTED, BIAS)))) {
      assertEquals(Set.of("conv2d/Bias"), file.tensors().keySet());
    }
  }

  @Test
  void twoOfOneNameAreRefused() throws IOException {
    refused(model(BIAS, BIAS), "two of its tensors are named 'conv2d/Bias'");
    Tensor group = new Tensor("conv2d", FLOAT32, new int[] {1}, 1);
    refused(model(BIAS, group), "two of its tensors are named 'conv2d'");
    refused(model(group, BIAS), "two of its tensors are named 'conv2d/Bias'");
  }

  @Test
  void aShapeThatDoesNotFitIsRefused() throws IOException {
    refused(model(new Tensor("a", FLOAT32, new int[] {3}, 1, 2)), "does not fit into its storage");
    refused(model(new Tensor("a", FLOAT32, new int[] {-1, -2}, 1, 2)), "has shape [-1, -2]");
    refused(
        model(new Tensor("a", INT32, new int[] {1 << 30, 1 << 30, 1 << 30}, 1)), "is too large");
    refused(model(new Tensor("a", 5, new int[] {1}, 1)), "'a' has elements of type 5");
    refused(model(new Tensor("a".repeat(600), FLOAT32, new int[] {1}, 1)), "has 600 characters");
  }

  /** Of any file that is cut off or has bytes changed either the rest is read or one line told. */
  @Test
  void damageIsToldInOneLine() throws IOException {
    byte[] whole =
        model(new int[][] {{6, 4, 0}, {3, 4, 4, 2}}, KERNEL, OF_EACH, BIAS, ALPHA, COMPUTED);
    for (int length = 8; length < whole.length; length++) {
      tried(Arrays.copyOf(whole, length));
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 3000; i++) {
      byte[] changed = whole.clone();
      for (int change = 0; change <= i % 3; change++) {
        changed[8 + random.nextInt(whole.length - 8)] = (byte) random.nextInt(256);
      }
      tried(changed);
    }
  }

  private void tried(byte[] bytes) throws IOException {
    try (WeightFile file = WeightFile.open(write(bytes))) {
      file.stateDict().values().forEach(StoredTensor::read);
    } catch (UserError told) {
      assertEquals(1, told.getMessage().lines().count(), told.getMessage());
    }
  }

  private void refused(byte[] bytes, String because) throws IOException {
    Path file = write(bytes);
    UserError error = assertThrows(UserError.class, () -> WeightFile.open(file).close());
    assertTrue(error.getMessage().contains(because), error.getMessage());
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("model.tflite"), bytes);
  }

  private static byte[] model(Tensor... tensors) {
    return model(new int[0][], tensors);
  }

  /**
   * A model.
   *
   * @param operators number in the schema and inputs of each; of a number 6, first its output
   */
  private static byte[] model(int[][] operators, Tensor... tensors) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int[] tables = new int[tensors.length];
    int[] buffers = new int[tensors.length + 1];
    builder.startTable(1);
    buffers[0] = builder.endTable();
    for (int i = 0; i < tensors.length; i++) {
      Tensor tensor = tensors[i];
      int data = tensor.values.length == 0 ? 0 : builder.createByteVector(bytes(tensor.values));
      builder.startTable(1);
      builder.addOffset(0, data, 0);
      buffers[i + 1] = builder.endTable();
      int name = builder.createString(tensor.name);
      int shape = integers(builder, tensor.shape);
      builder.startTable(8);
      builder.addOffset(0, shape, 0);
      builder.addByte(1, (byte) tensor.type, 0);
      builder.addInt(2, i + 1, 0);
      builder.addOffset(3, name, 0);
      tables[i] = builder.endTable();
    }
    int all = builder.createVectorOfTables(tables);
    int[] codes = new int[operators.length];
    int[] calls = new int[operators.length];
    for (int i = 0; i < calls.length; i++) {
      builder.startTable(4);
      builder.addByte(0, (byte) operators[i][0], 0);
      codes[i] = builder.endTable();
      boolean first = operators[i][0] == 6;
      int inputs =
          integers(builder, Arrays.copyOfRange(operators[i], first ? 2 : 1, operators[i].length));
      int outputs = integers(builder, first ? operators[i][1] : 0);
      builder.startTable(3);
      builder.addInt(0, i, 0);
      builder.addOffset(1, inputs, 0);
      builder.addOffset(2, outputs, 0);
      calls[i] = builder.endTable();
    }
    int allCalls = builder.createVectorOfTables(calls);
    int allCodes = builder.createVectorOfTables(codes);
    builder.startTable(5);
    builder.addOffset(0, all, 0);
    builder.addOffset(3, allCalls, 0);
    int graphs = builder.createVectorOfTables(new int[] {builder.endTable()});
    int data = builder.createVectorOfTables(buffers);
    builder.startTable(8);
    builder.addInt(0, 3, 0);
    builder.addOffset(1, allCodes, 0);
    builder.addOffset(2, graphs, 0);
    builder.addOffset(4, data, 0);
    builder.finish(builder.endTable(), "TFL3");
    return builder.sizedByteArray();
  }

  private static int integers(FlatBufferBuilder builder, int... values) {
    builder.startVector(Integer.BYTES, values.length, Integer.BYTES);
    for (int i = values.length - 1; i >= 0; i--) {
      builder.addInt(values[i]);
    }
    return builder.endVector();
  }

  private static byte[] bytes(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
