// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ipmnet;

/** What counts alike in a loss over the makeup area; key {@code loss.balance}. */
public enum AreaBalance {
  /** Each pixel, as in the paper. */
  PIXELS,
  /** Each of the face's areas: lips as much as all of the skin. */
  REGIONS
}
