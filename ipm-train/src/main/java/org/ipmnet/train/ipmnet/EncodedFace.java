// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

import java.util.List;
import java.util.stream.Stream;
import org.ipmnet.core.tape.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One side of a batch on the tape.
 *
 * @param image x, [batch, 3, h, w]
 * @param mask m, 1 = keep, [batch, 1, h, w]
 * @param area what counts in losses over the makeup area, [batch, 1, h, w]; null if there is none
 * @param styleAreas what E_S reads beside a picture of this face: nothing, or its areas
 * @param tonedAreas what G reads beside r_x: nothing, or how much a pixel belongs to each area
 * @param truth how it looks in the other side's makeup, [batch, 3, h, w]; null if nobody knows
 * @param textureOfResult t', what takes the makeup area's place in r of its result, [batch, 1, h,
 *     w]; where the texture is jittered not the one that {@code residual} was made with
 * @param residual r_x, [batch, 3, h, w]
 * @param identity I_x = E_I(r_x)
 * @param style S_x = E_S(x)
 * @param lent the style that the other side wears in this one's place: S_x, or a random vector
 */
record EncodedFace(
    Variable image,
    INDArray mask,
    INDArray area,
    List<Variable> styleAreas,
    List<Variable> tonedAreas,
    Variable truth,
    INDArray textureOfResult,
    Variable residual,
    Variable identity,
    Style style,
    Style lent) {

  /**
   * What E_S reads.
   *
   * @param picture of this face
   */
  static List<Variable> readByStyle(Variable picture, List<Variable> styleAreas) {
    return Stream.concat(Stream.of(picture), styleAreas.stream()).toList();
  }

  /**
   * What G reads to paint this face.
   *
   * @param identity I of it, or of a picture of it; likewise r
   */
  List<Variable> decoding(Variable identity, Style style, Variable residual) {
    return Stream.concat(Stream.of(identity, style.adaIn(), residual), tonedAreas.stream())
        .toList();
  }

  /**
   * A style on its way to G.
   *
   * @param code S, [batch, style, 1, 1]
   * @param adaIn MLP(S), [batch, n]
   */
  record Style(Variable code, Variable adaIn) {}
}
