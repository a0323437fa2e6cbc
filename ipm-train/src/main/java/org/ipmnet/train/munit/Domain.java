// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.munit;

import java.util.ArrayList;
import java.util.List;
import org.ipmnet.core.munit.Autoencoder;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.tape.Tape;
import org.ipmnet.core.tape.Tape.Parameters;
import org.ipmnet.core.tape.Variable;
import org.ipmnet.data.dataset.Side;

/**
 * The networks of one domain.
 *
 * @param side whose pictures they make and judge
 * @param suffix how reports call losses that compare with its photos, such as {@code _x}
 * @param picture how reports call losses of the pictures that it makes of the other domain's
 *     content, such as {@code _xy}
 */
record Domain(Side side, String suffix, String picture, Autoencoder net, Network discriminator) {

  /** A picture's content code. */
  Variable content(Tape tape, Variable picture) {
    return tape.apply(net.content(), Parameters.TRAINED, picture);
  }

  /** A picture's style code. */
  Variable style(Tape tape, Variable picture) {
    return tape.apply(net.style(), Parameters.TRAINED, picture);
  }

  /** Pictures of this domain: as many as there are pairs of content and style. */
  List<Variable> decode(Tape tape, List<Variable> contents, List<Variable> styles) {
    List<Variable> adaIns =
        tape.applyEach(net.mlp(), Parameters.TRAINED, styles.stream().map(List::of).toList());
    List<List<Variable>> pairs = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      pairs.add(List.of(contents.get(i), adaIns.get(i)));
    }
    return tape.applyEach(net.decoder(), Parameters.TRAINED, pairs);
  }

  /** A picture of this domain. */
  Variable decode(Tape tape, Variable content, Variable style) {
    return decode(tape, List.of(content), List.of(style)).get(0);
  }
}
