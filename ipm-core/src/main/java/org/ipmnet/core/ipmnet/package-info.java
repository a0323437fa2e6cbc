// SPDX-License-Identifier: Apache-2.0
/**
 * The networks of the paper's figure 2: {@link org.ipmnet.core.ipmnet.IdentityEncoder} (E_I),
 * {@link org.ipmnet.core.ipmnet.StyleEncoder} (E_S), {@link org.ipmnet.core.ipmnet.StyleMlp},
 * {@link org.ipmnet.core.ipmnet.Generator} (G) and {@link
 * org.ipmnet.core.ipmnet.MultiScaleDiscriminator} (D), each a function from sizes to a DL4J graph;
 * {@link org.ipmnet.core.ipmnet.Residual} is r_x. Start at {@link org.ipmnet.core.ipmnet.IpmNet}.
 */
package org.ipmnet.core.ipmnet;
