// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onnx;

import com.google.protobuf.ByteString;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.onnx.schema.OnnxSchema.GraphProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.ModelProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.OperatorSetIdProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.StringStringEntryProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.TensorProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.TensorShapeProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.TypeProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.ValueInfoProto;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An ONNX graph that is being made, from its inputs to its outputs. Weights are its only
 * initialisers, under the names of our weight files; all else that is constant stands in nodes. So
 * a reader finds exactly the tensors of the networks.
 */
public final class OnnxGraph {
  /** The version of ONNX's operators. Later ones move axes from attributes to inputs. */
  public static final int OPSET = 17;

  /** The version of the file format that came with these operators. */
  private static final int IR_VERSION = 8;

  /** What protobuf can write in one piece, with some room for all but the tensors. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (64L << 20);

  private final WeightType weightType;
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, OnnxValue> tensors = new HashMap<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();
  private long bytes;

  /**
   * An empty graph.
   *
   * @param name its own, in one word
   * @param description what it computes, in a sentence
   */
  public OnnxGraph(String name, String description, WeightType weightType) {
    this.weightType = weightType;
    graph.setName(name).setDocString(description);
  }

  /** Its name. */
  public String name() {
    return graph.getName();
  }

  /** Says something about the whole model, in its {@code metadata_props}. */
  public OnnxGraph tell(String key, String text) {
    metadata.put(key, text);
    return this;
  }

  /**
   * Adds an input of floats.
   *
   * @param description range and meaning; in the file, beside it
   * @param shape numbers, and words for sizes that are free
   */
  public OnnxValue input(String name, String description, Object... shape) {
    requireFree(name);
    graph.addInput(described(name, description, shape));
    tell("input." + name, description);
    return new OnnxValue(
        name, shape.length > 1 && shape[1] instanceof Number n ? n.longValue() : 0);
  }

  /**
   * Has the graph give a value under this name.
   *
   * @param description range and meaning; in the file, beside it
   * @param shape as of {@link #input}
   */
  public void output(String name, String description, OnnxValue value, Object... shape) {
    graph.addOutput(described(name, description, shape));
    tell("output." + name, description);
    requireFree(name);
    new OnnxNode(name, "Identity", graph::addNode, value).done();
  }

  private static ValueInfoProto described(String name, String description, Object... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (Object size : shape) {
      TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
      if (size instanceof Number number) {
        dimension.setDimValue(number.longValue());
      } else {
        dimension.setDimParam(size.toString());
      }
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT_VALUE)
            .setShape(dimensions)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .setDocString(description)
        .build();
  }

  /**
   * Begins a node.
   *
   * @param name of the node and of what it makes; with a number behind it if it is taken
   * @param inputs null for an optional one that is left out
   */
  public OnnxNode node(String operator, String name, OnnxValue... inputs) {
    return new OnnxNode(reserve(name), operator, graph::addNode, inputs);
  }

  private String reserve(String name) {
    int before = taken.merge(name, 1, Integer::sum);
    return before == 1 ? name : reserve(name + "." + before);
  }

  private void requireFree(String name) {
    if (taken.merge(name, 1, Integer::sum) > 1) {
      throw new IllegalArgumentException("two values of " + name() + " are called " + name);
    }
  }

  /**
   * Weights, once however often a network is applied.
   *
   * @param name as in our weight files
   */
  public OnnxValue tensor(String name, INDArray values) {
    OnnxValue known = tensors.get(name);
    if (known != null) {
      return known;
    }
    requireFree(name);
    DataType type = weightType.of(values);
    bytes += values.length() * type.width();
    if (bytes > MOST_BYTES) {
      throw new UserError(
          "the weights of %s take more than 2 GiB, which one ONNX file cannot hold; export half precision, or each network by itself",
          name());
    }
    graph.addInitializer(proto(name, type, values));
    OnnxValue value = new OnnxValue(name, 0);
    if (type == DataType.HALF) {
      value =
          node("Cast", name + "/Cast", value)
              .withOne("to", TensorProto.DataType.FLOAT_VALUE)
              .done();
    }
    tensors.put(name, value);
    return value;
  }

  private static TensorProto proto(String name, DataType type, INDArray values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(
                type == DataType.HALF
                    ? TensorProto.DataType.FLOAT16_VALUE
                    : TensorProto.DataType.FLOAT_VALUE);
    LongStream.of(values.shape()).forEach(tensor::addDims);
    INDArray dense = values.castTo(type).dup('c');
    try {
      // little-endian on all platforms of ND4J's, as ONNX has it
      return tensor.setRawData(ByteString.copyFrom(dense.data().asNio())).build();
    } finally {
      Reference.reachabilityFence(dense); // the buffer alone does not keep its memory
    }
  }

  /** Whole numbers that do not change, of one dimension. */
  public OnnxValue constant(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(values.length);
    LongStream.of(values).forEach(tensor::addInt64Data);
    return constant(name, tensor.build());
  }

  /** Numbers that do not change. */
  public OnnxValue constant(String name, long[] shape, float... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT_VALUE);
    LongStream.of(shape).forEach(tensor::addDims);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return constant(name, tensor.build());
  }

  /** One number that does not change. */
  public OnnxValue number(String name, double value) {
    return constant(name, new long[0], (float) value);
  }

  private OnnxValue constant(String name, TensorProto value) {
    return node("Constant", name).with("value", value).done();
  }

  /**
   * Writes the model, whole or not at all; what was there is replaced.
   *
   * @throws UserError naming the file if it cannot be written
   */
  public void write(Path file) {
    ModelProto model = model();
    AtomicFile.write(file, model::writeTo);
  }

  /** The model's bytes as in a file, for a program that runs it at once. */
  public byte[] bytes() {
    return model().toByteArray();
  }

  private ModelProto model() {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("ipm")
            .setDocString(graph.getDocString())
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph);
    metadata.forEach(
        (key, text) ->
            model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
    return model.build();
  }
}
