// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Instance norm with a weight and a bias for each channel, then an activation: BeautyGAN's norm.
 * Each channel of each image by itself, biased variance, eps 1e-5 inside the root. [batch, c, h, w]
 * to the same.
 */
public final class AffineInstanceNorm extends Figure {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final int channels;
  @JsonProperty private final Activation activation;

  /** The norm of {@code channels} channels, followed by an activation. */
  public AffineInstanceNorm(
      @JsonProperty("channels") int channels, @JsonProperty("activation") Activation activation) {
    this.channels = channels;
    this.activation = activation;
  }

  @Override
  Object[] values() {
    return new Object[] {channels, activation};
  }

  @Override
  public Map<String, long[]> parameterShapes() {
    return weightAndBias(channels);
  }

  @Override
  public void initialise(Map<String, INDArray> parameters, RandomGenerator random) {
    parameters.get("weight").assign(1);
    parameters.get("bias").assign(0);
  }

  @Override
  long[] outputShape(long[]... inputs) {
    return inputs[0];
  }

  @Override
  Operation operation(Operation.Place place) {
    return new Normalise(place);
  }

  private final class Normalise extends Normalisation {
    private static final long serialVersionUID = 1L;

    Normalise(Place place) {
      super(place, activation);
    }

    @Override
    INDArray centre(Pass pass, INDArray x) {
      return InstanceNorm.centreRows(pass.memory(), Rows.of(x));
    }

    @Override
    Affine affine(INDArray x, INDArray[] inputs) {
      return channelAffine("weight", "bias", x.size(0));
    }

    @Override
    INDArray shared(INDArray column, long batch, long pixels) {
      return column.divi(pixels);
    }

    @Override
    INDArray affineGradient(Pass pass, INDArray scaleGradient, INDArray shiftGradient, long batch) {
      addChannelGradients(pass, "weight", scaleGradient, "bias", shiftGradient, batch);
      return null;
    }
  }
}
