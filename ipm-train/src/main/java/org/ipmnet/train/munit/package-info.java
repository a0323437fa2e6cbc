// SPDX-License-Identifier: Apache-2.0
/**
 * The training of MUNIT: {@link org.ipmnet.train.munit.MunitTraining} is its step, {@link
 * org.ipmnet.train.munit.MunitConfig} its part of a configuration.
 */
package org.ipmnet.train.munit;
