// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.Optional;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.core.munit.Autoencoder;
import org.ipmnet.core.munit.Munit;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Sample;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * MUNIT: the style is the code that the made-up faces' encoder sees in the reference, the canvas
 * keeps the code that the bare faces' encoder sees in the target, and the made-up faces' decoder
 * joins them. Removal is the same with the domains exchanged, towards the mean style of bare faces.
 */
final class MunitModel extends NetworkModel {
  private final Autoencoder from;
  private final Autoencoder to;

  private MunitModel(
      DataConfig data,
      Autoencoder from,
      Autoencoder to,
      ResourcePool<Inference> inferences,
      Optional<float[]> defaultStyle,
      Optional<MakeupModel> removal) {
    super(ModelKind.MUNIT, data, inferences, defaultStyle, removal);
    this.from = from;
    this.to = to;
  }

  /**
   * Over these networks, whatever they become.
   *
   * @param bareStyle the mean style of bare faces, if it is known
   */
  static MunitModel of(
      DataConfig data,
      Munit net,
      Optional<INDArray> bareStyle,
      ResourcePool<Inference> inferences) {
    MakeupModel removal =
        new MunitModel(
            data, net.b(), net.a(), inferences, bareStyle.map(Planar::flat), Optional.empty());
    return new MunitModel(
        data, net.a(), net.b(), inferences, Optional.empty(), Optional.of(removal));
  }

  @Override
  public boolean readsReference() {
    return true;
  }

  @Override
  public boolean mixesStyles() {
    return true;
  }

  @Override
  public float[] style(Sample reference) {
    return Planar.flat(apply(to.style(), picture(reference.image()))[0]);
  }

  @Override
  public Canvas canvas(Sample target) {
    INDArray photo = picture(target.image());
    INDArray content = apply(from.content(), photo)[0];
    return style -> {
      INDArray adaIn = apply(to.mlp(), Planar.code(style))[0];
      return Planar.flat(apply(to.decoder(), content, adaIn)[0]);
    };
  }
}
