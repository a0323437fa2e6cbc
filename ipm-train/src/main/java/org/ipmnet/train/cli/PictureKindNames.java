// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import org.ipmnet.eval.picture.PictureKind;

/** What kind of file results are. */
final class PictureKindNames extends HyphenatedNames<PictureKind> {
  PictureKindNames() {
    super(PictureKind.class);
  }
}
