// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.util.Collection;
import java.util.List;
import org.ipmnet.core.UserError;

/** There is no model of this name. */
public final class UnknownModel extends UserError {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient List<String> known;

  UnknownModel(String name, Collection<String> known) {
    super("there is no model %s; there are %s", name, String.join(", ", known));
    this.name = name;
    this.known = List.copyOf(known);
  }

  /** What was asked for. */
  public String name() {
    return name;
  }

  /** Those that there are. */
  public List<String> known() {
    return known;
  }
}
