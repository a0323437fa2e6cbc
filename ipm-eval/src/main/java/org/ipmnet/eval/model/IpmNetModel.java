// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetInference;
import org.ipmnet.core.ipmnet.StyleParts;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.data.batch.BatchAreas;
import org.ipmnet.data.config.DataConfig;
import org.ipmnet.data.sample.Sample;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * IPM-Net: S = E_S(y) is the style, and the canvas keeps I_x = E_I(r_x). One set of networks serves
 * both directions; removal is a transfer towards the mean style of bare faces.
 */
final class IpmNetModel extends NetworkModel {
  private final IpmNet net;

  private IpmNetModel(
      DataConfig data,
      IpmNet net,
      ResourcePool<Inference> inferences,
      Optional<float[]> defaultStyle,
      Optional<MakeupModel> removal) {
    super(ModelKind.IPM_NET, data, inferences, defaultStyle, removal);
    this.net = net;
  }

  /**
   * Over these networks, whatever they become.
   *
   * @param bareStyle the mean style of bare faces, if it is known
   */
  static IpmNetModel of(
      DataConfig data,
      IpmNet net,
      Optional<INDArray> bareStyle,
      ResourcePool<Inference> inferences) {
    MakeupModel removal =
        new IpmNetModel(data, net, inferences, bareStyle.map(Planar::flat), Optional.empty());
    return new IpmNetModel(data, net, inferences, Optional.empty(), Optional.of(removal));
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
    INDArray photo = picture(reference.image());
    List<INDArray> areas = net.readsAreas() ? BatchAreas.of(reference).ofStyle(net) : List.of();
    return Planar.flat(use(inference -> inference.styleCode(photo, areas)));
  }

  @Override
  public Optional<float[]> onSkin(float[] skin, float[] makeup) {
    return net.readsAreas() ? Optional.of(StyleParts.onSkin(skin, makeup)) : Optional.empty();
  }

  @Override
  public boolean readsReferenceMap() {
    return net.readsAreas() || super.readsReferenceMap();
  }

  @Override
  public Canvas canvas(Sample target) {
    INDArray r =
        data()
            .residual()
            .of(picture(target.image()), plane(target.mask()), plane(target.texture()));
    INDArray code = use(inference -> inference.identityCode(r));
    List<INDArray> areas =
        net.tones() ? List.of(BatchAreas.of(target).shares(r.dataType())) : List.of();
    return style ->
        Planar.flat(use(inference -> inference.generate(code, Planar.code(style), r, areas)));
  }

  private INDArray use(Function<IpmNetInference, INDArray> work) {
    return inferences().use(inference -> work.apply(new IpmNetInference(net, inference)));
  }
}
