// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.Optional;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.IpmNet;
import org.ipmnet.core.network.IpmNetInference;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Residual;
import org.ipmnet.data.sample.Sample;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * IPM-Net: S = E_S(y) is the style, and the canvas keeps I_x = E_I(r_x). One set of networks serves
 * both directions; removal is a transfer towards the mean style of bare faces.
 */
final class IpmNetModel implements MakeupModel {
  private final DataConfig data;
  private final IpmNetInference inference;
  private final Optional<float[]> defaultStyle;
  private final Optional<MakeupModel> removal;

  private IpmNetModel(
      DataConfig data,
      IpmNetInference inference,
      Optional<float[]> defaultStyle,
      Optional<MakeupModel> removal) {
    this.data = data;
    this.inference = inference;
    this.defaultStyle = defaultStyle;
    this.removal = removal;
  }

  /**
   * Over these networks, whatever they become.
   *
   * @param bareStyle the mean style of bare faces, if it is known
   */
  static IpmNetModel of(DataConfig data, IpmNet net, Optional<INDArray> bareStyle) {
    IpmNetInference inference = new IpmNetInference(net);
    MakeupModel removal =
        new IpmNetModel(data, inference, bareStyle.map(Planar::flat), Optional.empty());
    return new IpmNetModel(data, inference, Optional.empty(), Optional.of(removal));
  }

  @Override
  public ModelKind kind() {
    return ModelKind.IPM_NET;
  }

  @Override
  public DataConfig data() {
    return data;
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
  public float[] style(float[] photo) {
    return Planar.flat(inference.styleCode(Planar.batch(photo, data.size())));
  }

  @Override
  public Canvas canvas(Sample target) {
    float[] residual = new float[target.image().length];
    Residual.of(data).of(target, residual);
    INDArray r = Planar.batch(residual, data.size());
    INDArray code = inference.identityCode(r);
    return style ->
        Planar.flat(
            inference.generate(
                code, Nd4j.createFromArray(style).reshape(1, style.length, 1, 1), r));
  }

  @Override
  public Optional<float[]> defaultStyle() {
    return defaultStyle;
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
