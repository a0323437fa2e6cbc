// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

/** The two domains: bare faces are X of the paper, made-up faces Y. */
public enum Side {
  BARE("non-makeup"),
  MADE_UP("makeup");

  private final String folder;

  Side(String folder) {
    this.folder = folder;
  }

  /** The side's name in folders, lists, configuration keys and names of random streams. */
  public String folder() {
    return folder;
  }
}
