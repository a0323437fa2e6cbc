// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.Optional;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Sample;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * BeautyGAN: y1, y2 = G(a, b) with the style being the other photo as it is. Towards makeup the
 * target is a and the result y1; removal is the same application with the target as b and the
 * result y2, which looks at a bare reference. There is one strength of makeup only.
 */
final class BeautyGanModel extends NetworkModel {
  private final Network generator;
  private final boolean removing;

  private BeautyGanModel(
      DataConfig data,
      Network generator,
      ResourcePool<Inference> inferences,
      boolean removing,
      Optional<MakeupModel> removal) {
    super(ModelKind.BEAUTYGAN, data, inferences, Optional.empty(), removal);
    this.generator = generator;
    this.removing = removing;
  }

  /** Over this network, whatever it becomes. */
  static BeautyGanModel of(DataConfig data, Network generator, ResourcePool<Inference> inferences) {
    MakeupModel removal = new BeautyGanModel(data, generator, inferences, true, Optional.empty());
    return new BeautyGanModel(data, generator, inferences, false, Optional.of(removal));
  }

  @Override
  public boolean readsReference() {
    return true;
  }

  @Override
  public boolean mixesStyles() {
    return false;
  }

  @Override
  public float[] style(Sample reference) {
    return reference.image().clone();
  }

  @Override
  public Canvas canvas(Sample target) {
    INDArray own = picture(target.image());
    return style -> {
      INDArray other = picture(style);
      INDArray[] made = removing ? apply(generator, other, own) : apply(generator, own, other);
      return Planar.flat(made[removing ? 1 : 0]);
    };
  }
}
