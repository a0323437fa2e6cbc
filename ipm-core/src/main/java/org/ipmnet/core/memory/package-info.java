// SPDX-License-Identifier: Apache-2.0
/**
 * Who owns an array. {@link org.ipmnet.core.memory.Memory} hands out arrays with reference counts;
 * {@link org.ipmnet.core.memory.Arena} recycles them, so that a training step in its steady state
 * allocates nothing: a fresh 16 MB array costs ten times the arithmetic on it.
 */
package org.ipmnet.core.memory;
