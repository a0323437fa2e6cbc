// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

/** A long text of a pickle, left in the file: an array's bytes, as a rule. */
final class FileText {
  private final Storage.InFile range;
  private final boolean utf8;
  private Storage bytes;

  /**
   * A text.
   *
   * @param utf8 whether it is UTF-8 (Python 3) or plain bytes (Python 2)
   */
  FileText(Storage.InFile range, boolean utf8) {
    this.range = range;
    this.utf8 = utf8;
  }

  /** One byte a character. Counted once, however often the pickle refers to it. */
  Storage bytes() {
    if (bytes == null) {
      bytes = utf8 ? Storage.Latin1Text.of(range) : range;
    }
    return bytes;
  }
}
