// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.ipmnet.core.testing.TensorAssert.assertClose;
import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.ipmnet.core.UserError;
import org.ipmnet.core.onnx.OnnxGraph;
import org.ipmnet.core.onnx.OnnxValue;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.onnx.schema.OnnxSchema.GraphProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.ModelProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.StringStringEntryProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.TensorProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.TensorProto.DataLocation;
import org.ipmnet.core.testing.GradientCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ONNX files: what we write is read bit for bit; what is damaged or hostile is told in a line. */
class OnnxFileTest {
  private static final INDArray WEIGHT = GradientCheck.values(1, 3, 2, 1, 5).castTo(DataType.FLOAT);
  private static final INDArray BIAS = GradientCheck.values(2, 3).castTo(DataType.FLOAT);

  @TempDir private Path folder;

  private static OnnxGraph graph(WeightType type) {
    OnnxGraph graph = new OnnxGraph("net", "A net.", type).tell("licence", "none\nat all");
    OnnxValue x = graph.input("x", "anything", "batch", 2, "height", "width");
    OnnxValue weight = graph.tensor("net.conv.weight", WEIGHT);
    OnnxValue bias = graph.tensor("net.conv.bias", BIAS);
    graph.output(
        "y", "something", graph.node("Conv", "net/conv", x, weight, bias).done(3), "a", 3, "b", 3);
    return graph;
  }

  @Test
  void whatIsWrittenIsRead() {
    Path file = folder.resolve("net.onnx");
    graph(WeightType.FLOAT32).write(file);
    try (WeightFile read = WeightFile.open(file)) {
      assertEquals(WeightFile.Format.ONNX, read.format());
      assertEquals(Set.of("net.conv.weight", "net.conv.bias"), read.tensors().keySet());
      assertIdentical("weight", WEIGHT, read.read("net.conv.weight"));
      assertIdentical("bias", BIAS, read.read("net.conv.bias"));
      assertEquals("none\nat all", read.metadata().get("licence"));
      assertEquals("anything", read.metadata().get("input.x"));
    }
  }

  @Test
  void halfPrecisionIsReadAsSingle() {
    Path file = folder.resolve("net.onnx");
    graph(WeightType.FLOAT16).write(file);
    try (WeightFile read = WeightFile.open(file)) {
      assertEquals(ElementType.F16, read.tensors().get("net.conv.weight").type());
      assertClose("weight", WEIGHT, read.read("net.conv.weight"), 1e-7, 1e-3);
      assertIdentical("bias", BIAS, read.read("net.conv.bias"));
    }
  }

  @Test
  void anUnknownModelsTensorsAreListed() {
    TensorProto tensor = plain("w").build();
    assertEquals(Set.of("w"), names(model(tensor).build()));
  }

  @Test
  void aFileThatIsCutOffIsRefused() throws IOException {
    byte[] whole = graph(WeightType.FLOAT32).bytes();
    int refused = 0;
    for (int length = 1; length < whole.length; length++) {
      refused += opens(Arrays.copyOf(whole, length)) ? 0 : 1;
    }
    assertTrue(
        refused > whole.length * 9 / 10, refused + " of " + whole.length); // else it is whole
  }

  /** Whatever a byte becomes, there is a line or a file, never anything else. */
  @Test
  void noByteMakesItFail() throws IOException {
    byte[] whole = graph(WeightType.FLOAT32).bytes();
    int refused = 0;
    for (int i = 0; i < whole.length; i++) {
      for (int flip : new int[] {0x01, 0x80, 0xff}) {
        byte[] damaged = whole.clone();
        damaged[i] ^= (byte) flip;
        refused += opens(damaged) ? 0 : 1;
      }
    }
    assertTrue(refused > 0);
  }

  private boolean opens(byte[] bytes) throws IOException {
    Path file = folder.resolve("damaged.onnx");
    Files.write(file, bytes);
    try (WeightFile read = WeightFile.open(file)) {
      read.tensors().values().forEach(StoredTensor::read);
      return true;
    } catch (UserError e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      return false;
    }
  }

  @Test
  void hostileTensorsAreRefused() {
    refused("lies in another file", plain("w").setDataLocation(DataLocation.EXTERNAL));
    refused("elements of type 8", plain("w").setDataType(8));
    refused("plain bytes", plain("w").clearRawData().addFloatData(1));
    refused("does not fit into its storage", plain("w").clearDims().addDims(3));
    refused("has shape [-1]", plain("w").clearDims().addDims(-1));
    refused("is too large", plain("w").addDims(Long.MAX_VALUE).addDims(Long.MAX_VALUE));
    TensorProto.Builder deep = plain("w");
    for (int i = 0; i < 40; i++) {
      deep.addDims(1);
    }
    refused("dimensions", deep);
    refused("a text has 600 bytes", plain("n".repeat(600)));
    refused("two of its tensors are named 'w'", plain("w"), plain("w"));
  }

  @Test
  void longTextsAreRefused() {
    ModelProto.Builder model = model(plain("w").build());
    model.addMetadataProps(
        StringStringEntryProto.newBuilder().setKey("k").setValue("v".repeat((1 << 20) + 1)));
    UserError error = assertThrows(UserError.class, () -> names(model.build()));
    assertTrue(error.getMessage().contains("are read at most"), error.getMessage());
  }

  private static TensorProto.Builder plain(String name) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT_VALUE)
        .addDims(2)
        .setRawData(ByteString.copyFrom(new byte[8]));
  }

  private static ModelProto.Builder model(TensorProto... tensors) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("another")
        .setGraph(GraphProto.newBuilder().addAllInitializer(Arrays.asList(tensors)));
  }

  private void refused(String why, TensorProto.Builder... tensors) {
    ModelProto model =
        model(Arrays.stream(tensors).map(TensorProto.Builder::build).toArray(TensorProto[]::new))
            .build();
    UserError error = assertThrows(UserError.class, () -> names(model), why);
    assertTrue(error.getMessage().contains(why), error.getMessage());
    assertTrue(error.getMessage().contains("hostile.onnx is not a usable ONNX file"));
  }

  private Set<String> names(ModelProto model) {
    Path file = folder.resolve("hostile.onnx");
    try {
      Files.write(file, model.toByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    try (WeightFile read = WeightFile.open(file)) {
      return read.tensors().keySet();
    }
  }
}
