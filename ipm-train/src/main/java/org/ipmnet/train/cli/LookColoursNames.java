// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import org.ipmnet.eval.paste.LookColours;

/** Where the colours of a makeup come from. */
final class LookColoursNames extends HyphenatedNames<LookColours> {
  LookColoursNames() {
    super(LookColours.class);
  }
}
