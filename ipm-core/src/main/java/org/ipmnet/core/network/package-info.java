// SPDX-License-Identifier: Apache-2.0
/**
 * The networks of the paper's figure 2: {@link org.ipmnet.core.network.IdentityEncoder} (E_I),
 * {@link org.ipmnet.core.network.StyleEncoder} (E_S), {@link org.ipmnet.core.network.StyleMlp},
 * {@link org.ipmnet.core.network.Generator} (G) and {@link
 * org.ipmnet.core.network.MultiScaleDiscriminator} (D), each a function from sizes to a DL4J graph.
 * Start at {@link org.ipmnet.core.network.IpmNet}.
 */
package org.ipmnet.core.network;
