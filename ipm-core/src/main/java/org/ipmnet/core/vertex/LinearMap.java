// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that is one linear map of its inputs, without parameters: in whatever direction they
 * move, the output moves as the map says.
 */
abstract class LinearMap extends Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public final boolean piecewiseLinear() {
    return true;
  }

  @Override
  final INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
    return forward(own, tangents);
  }
}
