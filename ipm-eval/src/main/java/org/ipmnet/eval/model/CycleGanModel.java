// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.Optional;
import org.ipmnet.core.cyclegan.CycleGan;
import org.ipmnet.core.memory.Arena;
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
final class CycleGanModel implements MakeupModel {
  private final DataConfig data;
  private final Network generator;
  private final Inference inference;
  private final Optional<MakeupModel> removal;

  private CycleGanModel(
      DataConfig data, Network generator, Inference inference, Optional<MakeupModel> removal) {
    this.data = data;
    this.generator = generator;
    this.inference = inference;
    this.removal = removal;
  }

  /** Over these networks, whatever they become. */
  static CycleGanModel of(DataConfig data, CycleGan net) {
    Inference inference = new Inference(net.generatorA().type());
    MakeupModel removal = new CycleGanModel(data, net.generatorB(), inference, Optional.empty());
    return new CycleGanModel(data, net.generatorA(), inference, Optional.of(removal));
  }

  @Override
  public ModelKind kind() {
    return ModelKind.CYCLEGAN;
  }

  @Override
  public DataConfig data() {
    return data;
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
  public float[] style(float[] photo) {
    return new float[0];
  }

  @Override
  public Canvas canvas(Sample target) {
    INDArray photo = Planar.batch(target.image(), data.size());
    return style -> Planar.flat(inference.apply(generator, photo)[0]);
  }

  @Override
  public Optional<float[]> defaultStyle() {
    return Optional.of(new float[0]);
  }

  @Override
  public Optional<MakeupModel> removal() {
    return removal;
  }

  @Override
  public Arena.Use memoryUse() {
    return inference.memoryUse();
  }

  @Override
  public void close() {
    inference.close();
  }
}
