// SPDX-License-Identifier: Apache-2.0
/**
 * Strict configuration: {@link org.ipmnet.core.config.ConfigTree} holds YAML, {@link
 * org.ipmnet.core.config.ConfigTree#read} turns it into records that check themselves at birth.
 */
package org.ipmnet.core.config;
