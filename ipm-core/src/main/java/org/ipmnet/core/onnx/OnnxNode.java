// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onnx;

import com.google.protobuf.ByteString;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.ipmnet.core.onnx.schema.OnnxSchema.AttributeProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.NodeProto;
import org.ipmnet.core.onnx.schema.OnnxSchema.TensorProto;

/** A node that is being made: an operator of ONNX, what it reads, its attributes. */
public final class OnnxNode {
  private final NodeProto.Builder node;
  private final Consumer<NodeProto> into;

  /**
   * A node without attributes.
   *
   * @param into where it goes when it is done
   */
  OnnxNode(String name, String operator, Consumer<NodeProto> into, OnnxValue... inputs) {
    this.node = NodeProto.newBuilder().setName(name).setOpType(operator).addOutput(name);
    this.into = into;
    for (OnnxValue input : inputs) {
      node.addInput(input == null ? "" : input.name()); // an optional input that is left out
    }
  }

  /** Whole numbers. */
  public OnnxNode with(String attribute, long... values) {
    AttributeProto.Builder ints = attribute(attribute, AttributeProto.AttributeType.INTS);
    LongStream.of(values).forEach(ints::addInts);
    return with(ints);
  }

  /** One whole number. */
  public OnnxNode withOne(String attribute, long value) {
    return with(attribute(attribute, AttributeProto.AttributeType.INT).setI(value));
  }

  /** One number. */
  public OnnxNode withNumber(String attribute, float value) {
    return with(attribute(attribute, AttributeProto.AttributeType.FLOAT).setF(value));
  }

  /** A word. */
  public OnnxNode with(String attribute, String value) {
    return with(
        attribute(attribute, AttributeProto.AttributeType.STRING)
            .setS(ByteString.copyFromUtf8(value)));
  }

  /** A tensor. */
  OnnxNode with(String attribute, TensorProto value) {
    return with(attribute(attribute, AttributeProto.AttributeType.TENSOR).setT(value));
  }

  private OnnxNode with(AttributeProto.Builder attribute) {
    node.addAttribute(attribute);
    return this;
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  /** Ends the node. Its result, whose channels nobody asks for. */
  public OnnxValue done() {
    return done(0);
  }

  /** Ends the node. Its result has so many channels. */
  public OnnxValue done(long channels) {
    into.accept(node.build());
    return new OnnxValue(node.getName(), channels);
  }
}
