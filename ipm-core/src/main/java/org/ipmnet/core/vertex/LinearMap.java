// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.vertex;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An operation that is one linear map of its inputs, without parameters: in whatever direction they
 * move, the output moves as the map says.
 */
abstract class LinearMap extends LayerVertex {
  private static final long serialVersionUID = 1L;

  LinearMap(Place place) {
    super(place);
  }

  @Override
  public final boolean piecewiseLinear() {
    return true;
  }

  @Override
  public final INDArray tangent(LayerPass at, LayerPass own, INDArray... tangents) {
    return forward(own, tangents);
  }
}
