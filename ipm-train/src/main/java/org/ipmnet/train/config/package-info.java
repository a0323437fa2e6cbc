// SPDX-License-Identifier: Apache-2.0
/** The configuration of a run: {@link org.ipmnet.train.config.RunConfig}. */
package org.ipmnet.train.config;
