// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import org.ipmnet.data.label.LabelScheme;

/** Label schemes. */
final class LabelSchemeNames extends HyphenatedNames<LabelScheme> {
  LabelSchemeNames() {
    super(LabelScheme.class);
  }
}
