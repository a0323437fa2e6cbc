// SPDX-License-Identifier: Apache-2.0
/** The section {@code data} of a configuration: {@link org.ipmnet.data.config.DataConfig}. */
package org.ipmnet.data.config;
