// SPDX-License-Identifier: Apache-2.0
/**
 * The layers of the networks as vertices of a DL4J graph. A {@link org.ipmnet.core.vertex.Layer}
 * has a layer's settings, which DL4J stores as JSON, and computes both directions; a {@link
 * org.ipmnet.core.vertex.LayerVertex} is a layer in one graph, with its parameters; a {@link
 * org.ipmnet.core.vertex.LayerPass} is one application of it. Start at {@link
 * org.ipmnet.core.vertex.Convolution}.
 *
 * <p>Files for DL4J name these classes: a class that is renamed or moved can no longer be read from
 * the files written before.
 */
package org.ipmnet.core.vertex;
