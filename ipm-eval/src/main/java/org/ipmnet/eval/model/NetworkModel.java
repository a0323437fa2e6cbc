// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.model;

import java.util.Optional;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.core.memory.Arena;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.network.Network;
import org.ipmnet.data.config.DataConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What all kinds of model have in common: networks that are applied to pictures of one size. The
 * networks are read only and shared by all threads, working memory is lent to one at a time.
 */
abstract class NetworkModel implements MakeupModel {
  private final ModelKind kind;
  private final DataConfig data;
  private final ResourcePool<Inference> inferences;
  private final Optional<float[]> defaultStyle;
  private final Optional<MakeupModel> removal;

  /** One direction of a model; the other one, if there is one, has the same inferences. */
  NetworkModel(
      ModelKind kind,
      DataConfig data,
      ResourcePool<Inference> inferences,
      Optional<float[]> defaultStyle,
      Optional<MakeupModel> removal) {
    this.kind = kind;
    this.data = data;
    this.inferences = inferences;
    this.defaultStyle = defaultStyle;
    this.removal = removal;
  }

  @Override
  public final ModelKind kind() {
    return kind;
  }

  @Override
  public final DataConfig data() {
    return data;
  }

  /** What applies the networks. */
  final ResourcePool<Inference> inferences() {
    return inferences;
  }

  /** Applies a network to pictures and codes; returns new arrays. */
  final INDArray[] apply(Network network, INDArray... inputs) {
    return inferences.use(inference -> inference.apply(network, inputs));
  }

  /** A picture of this model's size as a batch of one. */
  final INDArray picture(float[] planar) {
    return Planar.batch(planar, 3, data.size());
  }

  /** A mask or texture of this model's size likewise. */
  final INDArray plane(float[] values) {
    return Planar.batch(values, 1, data.size());
  }

  @Override
  public final Optional<float[]> defaultStyle() {
    return defaultStyle;
  }

  @Override
  public final Optional<MakeupModel> removal() {
    return removal;
  }

  @Override
  public final Arena.Use memoryUse() {
    return inferences.use(Inference::memoryUse);
  }

  @Override
  public final void close() {
    inferences.close();
  }
}
