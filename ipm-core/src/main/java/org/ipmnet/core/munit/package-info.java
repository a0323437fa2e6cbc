// SPDX-License-Identifier: Apache-2.0
/**
 * The networks of MUNIT (Huang et al. 2018), see {@link org.ipmnet.core.munit.Munit}. Its blocks
 * are those of IPM-Net's preset <em>release</em> and come from {@link org.ipmnet.core.ipmnet}.
 */
package org.ipmnet.core.munit;
