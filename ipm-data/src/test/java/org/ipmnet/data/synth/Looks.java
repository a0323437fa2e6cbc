// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import org.ipmnet.data.synth.Makeup.EyeShadow;
import org.ipmnet.data.synth.Makeup.Liner;
import org.ipmnet.data.synth.Makeup.Lipstick;
import org.ipmnet.data.synth.Makeup.Pigment;

/** A look but for one part. */
final class Looks {
  private Looks() {}

  static Makeup with(Makeup look, Lipstick lips) {
    return of(look, look.contour(), look.highlighter(), lips, look.eyeShadow(), look.liner());
  }

  static Makeup with(Makeup look, EyeShadow eyeShadow) {
    return of(look, look.contour(), look.highlighter(), look.lips(), eyeShadow, look.liner());
  }

  static Makeup with(Makeup look, Liner liner) {
    return of(look, look.contour(), look.highlighter(), look.lips(), look.eyeShadow(), liner);
  }

  static Makeup withContour(Makeup look, Pigment contour) {
    return of(look, contour, look.highlighter(), look.lips(), look.eyeShadow(), look.liner());
  }

  static Makeup withHighlighter(Makeup look, Pigment highlighter) {
    return of(look, look.contour(), highlighter, look.lips(), look.eyeShadow(), look.liner());
  }

  private static Makeup of(
      Makeup look,
      Pigment contour,
      Pigment highlighter,
      Lipstick lips,
      EyeShadow eyeShadow,
      Liner liner) {
    return new Makeup(
        look.foundation(),
        look.blush(),
        contour,
        highlighter,
        lips,
        eyeShadow,
        liner,
        look.brows());
  }
}
