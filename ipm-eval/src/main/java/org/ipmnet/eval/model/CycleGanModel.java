// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.Optional;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Sample;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * CycleGAN: one makeup for all, whatever the reference, so a style is empty. G_A puts it on, G_B
 * takes it off.
 */
final class CycleGanModel extends NetworkModel {
  private static final float[] NO_STYLE = {};

  private final Network generator;

  private CycleGanModel(
      DataConfig data,
      Network generator,
      ResourcePool<Inference> inferences,
      Optional<MakeupModel> removal) {
    super(ModelKind.CYCLEGAN, data, inferences, Optional.of(NO_STYLE), removal);
    this.generator = generator;
  }

  /** Over these networks, whatever they become. */
  static CycleGanModel of(DataConfig data, CycleGan net, ResourcePool<Inference> inferences) {
    MakeupModel removal = new CycleGanModel(data, net.generatorB(), inferences, Optional.empty());
    return new CycleGanModel(data, net.generatorA(), inferences, Optional.of(removal));
  }

  @Override
  public boolean readsReference() {
    return false;
  }

  @Override
  public boolean mixesStyles() {
    return false;
  }

  @Override
  public float[] style(Sample reference) {
    return NO_STYLE.clone();
  }

  @Override
  public Canvas canvas(Sample target) {
    INDArray photo = picture(target.image());
    return style -> Planar.flat(apply(generator, photo)[0]);
  }
}
