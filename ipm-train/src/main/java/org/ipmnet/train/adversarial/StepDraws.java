// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.adversarial;

import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.batch.MakeupBatch;
import org.ipmnet.data.dataset.Side;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a step draws at random. Iterations count from 0. */
public interface StepDraws {
  /** What a draw is for. */
  enum Call {
    /** The pictures that D's step judges. */
    DISCRIMINATOR,
    /** G's step; also D's where both share one pass. */
    GENERATOR,
    /** Encoding a picture of G again, in G's step. */
    RESULT
  }

  /**
   * The style that one side lends to the other.
   *
   * @param side whose style it stands for
   * @param index of the picture in the iteration's row
   * @param length of the style code
   * @return standard normal values
   */
  double[] style(long iteration, Call call, Side side, int index, int length);

  /**
   * The styles that one side lends to all pictures of a batch, as constants [batch, length, 1, 1].
   */
  default Variable styles(Tape tape, MakeupBatch batch, Call call, Side side, int length) {
    INDArray images = batch.side(side).images();
    double[][] values = new double[(int) images.size(0)][];
    for (int i = 0; i < values.length; i++) {
      values[i] = style(batch.iteration(), call, side, batch.first() + i, length);
    }
    INDArray drawn = Nd4j.createFromArray(values).castTo(images.dataType());
    return tape.constant(drawn.reshape('c', values.length, length, 1, 1));
  }

  /**
   * Where in its range the texture's factor lies, for all pictures of one call of the encoder.
   *
   * @param side whose mask and texture are used
   * @return uniform in [0, 1)
   */
  double texture(long iteration, Call call, Side side);
}
