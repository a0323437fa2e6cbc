// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.ipmnet;

import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.memory.Slice;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parts of a style code that was read by area, see {@link StyleEncoder}: value k of area r is
 * number k * areas + r.
 */
public final class StyleParts {
  private StyleParts() {}

  /** Whether a value of a code tells of the skin's tone; all others tell what differs from it. */
  private static boolean isSkin(int value) {
    return value % FaceArea.COUNT == FaceArea.SKIN.ordinal();
  }

  /** The makeup of one face on the skin of another one; a new array. */
  public static float[] onSkin(float[] skin, float[] makeup) {
    float[] mixed = makeup.clone();
    for (int i = 0; i < mixed.length; i++) {
      if (isSkin(i)) {
        mixed[i] = skin[i];
      }
    }
    return mixed;
  }

  /**
   * The same of codes [batch, style, 1, 1].
   *
   * @param skin whose parts of the skin are taken
   * @param makeup whose other parts are
   */
  public static Variable onSkin(Tape tape, Variable skin, Variable makeup) {
    Memory memory = tape.memory();
    INDArray mixed = memory.take(skin.value().dataType(), skin.value().shape());
    mixed.assign(makeup.value());
    copySkin(skin.value(), mixed);
    return tape.record(
        mixed,
        gradient -> {
          INDArray ofSkin = memory.zeros(gradient.dataType(), gradient.shape());
          copySkin(gradient, ofSkin);
          INDArray ofMakeup = memory.writable(gradient);
          ofMakeup.subi(ofSkin);
          tape.add(skin, ofSkin);
          tape.add(makeup, ofMakeup);
        },
        skin,
        makeup);
  }

  private static void copySkin(INDArray from, INDArray to) {
    skin(to).assign(skin(from));
  }

  private static INDArray skin(INDArray code) {
    return Slice.every(code, 1, FaceArea.SKIN.ordinal(), code.size(1), FaceArea.COUNT);
  }
}
