// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.network.Inference;
import org.nd4j.linalg.api.ndarray.INDArray;

/** IPM-Net at work, see {@link Inference}. What the methods return is a new array. */
public final class IpmNetInference implements AutoCloseable {
  private final IpmNet net;
  private final Inference inference;

  /** Over the networks' current parameters, which may go on training between calls. */
  public IpmNetInference(IpmNet net) {
    this(net, new Inference(net.generator().type()));
  }

  /** The same with this inference, which is closed with it, or by whoever lends it. */
  public IpmNetInference(IpmNet net, Inference inference) {
    this.net = net;
    this.inference = inference;
  }

  /** I_x = E_I(r_x): [batch, 3, h, w] to [batch, 4 dim, h/4, w/4]. */
  public INDArray identityCode(INDArray residual) {
    return inference.apply(net.identity(), residual)[0];
  }

  /** S_x = E_S(x): [batch, 3, h, w] to [batch, style, 1, 1]. */
  public INDArray styleCode(INDArray photo) {
    return styleCode(photo, List.of());
  }

  /** The same of a photo with what is to be known of its areas, see {@link StyleEncoder}. */
  public INDArray styleCode(INDArray photo, List<INDArray> areas) {
    return inference.apply(net.style(), inputs(areas, photo))[0];
  }

  /** g = G(I, S, r_x): a picture [batch, 3, h, w], not clamped. */
  public INDArray generate(INDArray identityCode, INDArray styleCode, INDArray residual) {
    return generate(identityCode, styleCode, residual, List.of());
  }

  /** The same with what G reads of the target's areas, see {@link Generator}. */
  public INDArray generate(
      INDArray identityCode, INDArray styleCode, INDArray residual, List<INDArray> areas) {
    INDArray adaIn = inference.apply(net.mlp(), styleCode)[0];
    return inference.apply(net.generator(), inputs(areas, identityCode, adaIn, residual))[0];
  }

  private static INDArray[] inputs(List<INDArray> last, INDArray... first) {
    return Stream.concat(Arrays.stream(first), last.stream()).toArray(INDArray[]::new);
  }

  @Override
  public void close() {
    inference.close();
  }
}
