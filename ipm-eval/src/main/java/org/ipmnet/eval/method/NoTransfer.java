// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.method;

/** The target itself: perfect background and identity, no makeup. */
public final class NoTransfer implements TransferMethod {
  @Override
  public String name() {
    return "no transfer";
  }

  @Override
  public boolean readsReference() {
    return false;
  }

  @Override
  public Canvas canvas(EvaluationFace target) {
    return reference -> target.image().clone();
  }
}
