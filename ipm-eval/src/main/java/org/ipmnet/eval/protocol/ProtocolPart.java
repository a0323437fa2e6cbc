// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.protocol;

import java.util.Locale;

/**
 * A part of a protocol that is measured by itself: a few faces of one pass.
 *
 * @param what is measured: a method by its number, or something of the made-up faces
 * @param run the pass's first
 * @param batch which faces, from 0
 */
public record ProtocolPart(String what, int run, int batch) {
  /** The features of made-up faces. */
  static final String FEATURES = "features";

  /** Distances of made-up faces from each other. */
  static final String REAL = "real";

  static ProtocolPart ofMethod(int number, int run, int batch) {
    return new ProtocolPart("method" + number, run, batch);
  }

  /** A name for a file. */
  public String fileName() {
    return String.format(Locale.ROOT, "%s-%05d-%07d", what, run, batch);
  }
}
