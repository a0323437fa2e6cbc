// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

/** The processes of a local cluster's workers. */
final class Executors {
  private Executors() {}

  /** One of them. */
  static ProcessHandle any() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow();
  }
}
