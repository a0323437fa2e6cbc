// SPDX-License-Identifier: Apache-2.0
/** The first thing a newcomer runs: {@link org.ipmnet.train.demo.Demo}. */
package org.ipmnet.train.demo;
