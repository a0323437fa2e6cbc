// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.ipmnet.core.weights.TensorShapes;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weights of pretrained networks in golden cases: no file holds them, a hash of tensor name and
 * index gives every element.
 */
public final class FormulaWeights {
  private final Map<String, long[]> shapes;

  private FormulaWeights(Map<String, long[]> shapes) {
    this.shapes = shapes;
  }

  /** The tensors of a case's {@code names.json}; what {@code formula_check} says must hold. */
  public static FormulaWeights of(GoldenCase golden) {
    return of(golden, "module");
  }

  /** Those of one list of {@code names.json}, such as {@code published_file}. */
  public static FormulaWeights of(GoldenCase golden, String list) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    ObjectMapper json = new ObjectMapper();
    for (JsonNode entry : golden.json("names.json").get(list)) {
      shapes.put(entry.get(0).asText(), json.convertValue(entry.get(1), long[].class));
    }
    FormulaWeights weights = new FormulaWeights(shapes);
    golden
        .manifest("formula_check")
        .fields()
        .forEachRemaining(
            check ->
                assertEquals(
                    check.getValue().get("crc32").asLong(),
                    checksum(weights.values(check.getKey())),
                    check.getKey()));
    return weights;
  }

  /** Tensors of these shapes, which nothing is compared with. */
  public static FormulaWeights of(TensorShapes shapes) {
    Map<String, long[]> sides = new LinkedHashMap<>();
    shapes
        .shapes()
        .forEach(
            (name, shape) -> sides.put(name, shape.stream().mapToLong(Long::longValue).toArray()));
    return new FormulaWeights(sides);
  }

  /** Shapes by name, in the order of the list. */
  public Map<String, long[]> shapes() {
    return shapes;
  }

  /** A tensor, FLOAT. */
  public INDArray tensor(String name) {
    return Nd4j.createFromArray(values(name)).reshape('c', shapes.get(name));
  }

  private float[] values(String name) {
    long[] shape = shapes.get(name);
    int length = 1;
    for (long side : shape) {
      length *= (int) side;
    }
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    int seed = (int) crc.getValue();
    double scale = 0.2;
    double second = 1; // multiplied in the formula's order: a float may hang on the last bit
    double offset = 0;
    if (name.endsWith("weight") && shape.length > 1) {
      scale = Math.sqrt(12);
      second = Math.sqrt(2.0 / (length / shape[0]));
    } else if (name.endsWith("weight")) {
      scale = 0.4;
      offset = 1;
    } else if (name.endsWith("running_var")) {
      scale = 0.5;
      offset = 1;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      int h = i * (int) 2654435761L + seed; // modulo 2^32
      h ^= h >>> 16;
      h *= (int) 2246822519L;
      h ^= h >>> 13;
      double u = Integer.toUnsignedLong(h) / 0x1p32 - 0.5;
      values[i] = (float) (offset + u * scale * second);
    }
    return values;
  }

  private static long checksum(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
