// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import org.ipmnet.core.UserError;

/** Makeup is to be taken off by a model that cannot do that. */
public final class NoRemoval extends UserError {
  private static final long serialVersionUID = 1L;

  private final String model;

  NoRemoval(String model) {
    super("the model %s cannot take makeup off; choose another one", model);
    this.model = model;
  }

  /** Its name. */
  public String model() {
    return model;
  }
}
