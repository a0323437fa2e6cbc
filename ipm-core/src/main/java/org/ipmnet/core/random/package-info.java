// SPDX-License-Identifier: Apache-2.0
/** Reproducible random draws: {@link org.ipmnet.core.random.RandomStreams} is the only source. */
package org.ipmnet.core.random;
