// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import org.ipmnet.core.ipmnet.SkinTone;

/** Whose skin a face has under its makeup. */
final class SkinToneNames extends HyphenatedNames<SkinTone> {
  SkinToneNames() {
    super(SkinTone.class);
  }
}
