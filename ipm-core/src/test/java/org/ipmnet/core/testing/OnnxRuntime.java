// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An ONNX model in ONNX Runtime, which knows nothing of ours. */
public final class OnnxRuntime implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "tests");

  private final OrtSession session;

  /** Loads a model. */
  public OnnxRuntime(byte[] model) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = ENVIRONMENT.createSession(model, options);
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  /** The names of its inputs, in its order. */
  public List<String> inputs() {
    return new ArrayList<>(session.getInputNames());
  }

  /** The names of its outputs, in its order. */
  public List<String> outputs() {
    return new ArrayList<>(session.getOutputNames());
  }

  /** All outputs by name. */
  public Map<String, INDArray> run(Map<String, INDArray> inputs) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, INDArray> input : inputs.entrySet()) {
        INDArray values = input.getValue().castTo(DataType.FLOAT).dup('c');
        tensors.put(
            input.getKey(),
            OnnxTensor.createTensor(
                ENVIRONMENT,
                FloatBuffer.wrap(values.reshape(values.length()).toFloatVector()),
                values.shape()));
      }
      Map<String, INDArray> outputs = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(tensors)) {
        result.forEach(entry -> outputs.put(entry.getKey(), array((OnnxTensor) entry.getValue())));
      }
      return outputs;
    } catch (OrtException e) {
      throw new AssertionError(e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  /** All outputs in their order, of inputs in theirs. */
  public INDArray[] run(INDArray... inputs) {
    List<String> names = inputs();
    assertEquals(names.size(), inputs.length, "inputs " + names);
    Map<String, INDArray> byName = new LinkedHashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      byName.put(names.get(i), inputs[i]);
    }
    Map<String, INDArray> found = run(byName);
    return outputs().stream().map(found::get).toArray(INDArray[]::new);
  }

  private static INDArray array(OnnxTensor tensor) {
    FloatBuffer values = tensor.getFloatBuffer();
    float[] floats = new float[values.remaining()];
    values.get(floats);
    long[] shape = tensor.getInfo().getShape();
    return shape.length == 0
        ? Nd4j.scalar(floats[0])
        : Nd4j.createFromArray(floats).reshape('c', shape);
  }

  /** Each value is the other one's within {@code tolerance} times the largest of all. */
  public static void assertAlike(
      String name, INDArray expected, INDArray actual, double tolerance) {
    double largest = expected.amaxNumber().doubleValue();
    TensorAssert.assertClose(name, expected, actual, tolerance * Math.max(largest, 1e-6), 0);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
