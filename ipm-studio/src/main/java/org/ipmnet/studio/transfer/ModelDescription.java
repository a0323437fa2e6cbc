// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.util.Map;

/**
 * A model as clients see it.
 *
 * @param kind the system of networks
 * @param removal whether it can take makeup off
 * @param ownSkin whether targets keep their skin tone unless it is said otherwise
 * @param strengths of all areas, unless it is said otherwise
 * @param iteration of its training, null unless that is shown
 */
public record ModelDescription(
    String name,
    String kind,
    boolean removal,
    boolean ownSkin,
    Map<String, Double> strengths,
    Long iteration) {}
