// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.Locale;
import org.ipmnet.core.random.RandomStreams;

/**
 * One picture of a synthetic set: who is in it, and in what makeup.
 *
 * @param name file name without extension
 */
public record SyntheticFace(String name, Identity identity, Makeup makeup) {

  /** The bare face with this index. */
  static SyntheticFace bare(RandomStreams streams, int index) {
    Identity identity = Identity.draw(streams, "synth.identity.non-makeup", index);
    return new SyntheticFace(named("bare", index), identity, Makeup.bare(identity));
  }

  /** The made-up face with this index: nobody of the bare side. */
  static SyntheticFace madeUp(RandomStreams streams, int index) {
    Identity identity = Identity.draw(streams, "synth.identity.makeup", index);
    Makeup makeup = Makeup.draw(streams, "synth.look", index, identity);
    return new SyntheticFace(named("makeup", index), identity, makeup);
  }

  /** The name of the truth picture that shows {@code this} face in the other's makeup. */
  public String inMakeupOf(SyntheticFace reference) {
    return name + "__" + reference.name;
  }

  private static String named(String side, int index) {
    return String.format(Locale.ROOT, "%s-%05d", side, index);
  }
}
