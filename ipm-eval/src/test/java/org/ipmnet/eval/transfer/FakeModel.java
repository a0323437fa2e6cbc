// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ipmnet.core.config.ConfigTree;
import org.ipmnet.data.config.DataConfig;

/**
 * A model whose style code is the photo itself, so that alpha 1 paints the target and alpha 0 the
 * reference; {@code painter} has the last word.
 */
record FakeModel(DataConfig data, UnaryOperator<float[]> painter, Optional<float[]> bareStyle)
    implements MakeupModel {
  static FakeModel of(int size) {
    return painting(size, UnaryOperator.identity());
  }

  static FakeModel painting(int size, UnaryOperator<float[]> painter) {
    return new FakeModel(config(size), painter, Optional.empty());
  }

  static DataConfig config(int size) {
    String yaml =
        """
        size: %d
        crop: random
        order: shuffled
        texture: fractional-differential
        labels: mt
        """
            .formatted(size);
    return DataConfig.read(ConfigTree.parse("test.yaml", yaml));
  }

  @Override
  public float[] style(float[] photo) {
    return photo.clone();
  }

  @Override
  public Canvas canvas(float[] residual) {
    return style -> painter.apply(style.clone());
  }

  @Override
  public void close() {}
}
