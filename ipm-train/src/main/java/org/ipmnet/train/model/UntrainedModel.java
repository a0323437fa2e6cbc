// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.model;

import java.util.List;
import org.ipmnet.core.network.Network;
import org.ipmnet.eval.model.MakeupModel;

/**
 * A model with its first parameters, without gradients and optimiser, to measure speed: the cost of
 * a transfer does not depend on what was learnt.
 *
 * @param networks all that belong to it
 * @param model the same networks at work
 */
public record UntrainedModel(List<Network> networks, MakeupModel model) implements AutoCloseable {
  @Override
  public void close() {
    model.close();
  }
}
