// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

/** How far a transfer is. */
public enum Stage {
  WAITING,
  READING,
  PAINTING,
  ENCODING,
  DONE
}
