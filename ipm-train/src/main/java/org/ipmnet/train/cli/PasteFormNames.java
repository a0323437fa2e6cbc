// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import org.ipmnet.eval.paste.PasteForm;

/** What of a painting is put on a photo. */
final class PasteFormNames extends HyphenatedNames<PasteForm> {
  PasteFormNames() {
    super(PasteForm.class);
  }
}
