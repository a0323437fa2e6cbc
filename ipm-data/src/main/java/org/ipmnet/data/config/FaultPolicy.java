// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.config;

/** What unusable files do to a training run; key {@code data.faults}. */
public enum FaultPolicy {
  /** All are named and the run does not start. */
  STOP,
  /** They are left out. */
  SKIP
}
