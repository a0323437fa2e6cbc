/** Reproducible random draws: {@link org.ipmnet.core.random.RandomStreams} is the only source. */
package org.ipmnet.core.random;
