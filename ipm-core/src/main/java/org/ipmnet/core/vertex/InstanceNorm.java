// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.ipmnet.core.memory.Memory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Instance norm without parameters, then an activation: each channel of each image by itself,
 * biased variance, eps 1e-5 inside the root. [batch, c, h, w] to the same.
 */
public final class InstanceNorm extends Figure {
  private static final long serialVersionUID = 1L;
  static final double EPSILON = 1e-5;

  @JsonProperty private final Activation activation;

  /** The norm, followed by an activation. */
  public InstanceNorm(@JsonProperty("activation") Activation activation) {
    this.activation = activation;
  }

  @Override
  Object[] values() {
    return new Object[] {activation};
  }

  @Override
  long[] outputShape(long[]... inputs) {
    return inputs[0];
  }

  @Override
  Operation operation(Operation.Place place) {
    return new Normalise(place);
  }

  /** Makes each row's mean 0 in place; returns the inverse deviations [rows, 1]. */
  static INDArray centreRows(Memory memory, INDArray rows) {
    long pixels = rows.size(1);
    Rows.shift(rows, Rows.sums(memory, rows).divi(-pixels));
    INDArray variance = Rows.squares(memory, rows).divi(pixels);
    return Transforms.pow(variance.addi(EPSILON), -0.5, false);
  }

  private final class Normalise extends Normalisation {
    private static final long serialVersionUID = 1L;

    Normalise(Place place) {
      super(place, activation);
    }

    @Override
    INDArray centre(Pass pass, INDArray x) {
      return centreRows(pass.memory(), Rows.of(x));
    }

    @Override
    Affine affine(INDArray x, INDArray[] inputs) {
      return null;
    }

    @Override
    INDArray shared(INDArray column, long batch, long pixels) {
      return column.divi(pixels);
    }

    @Override
    INDArray affineGradient(Pass pass, INDArray scaleGradient, INDArray shiftGradient, long batch) {
      return null;
    }
  }
}
