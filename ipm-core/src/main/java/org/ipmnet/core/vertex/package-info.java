// SPDX-License-Identifier: Apache-2.0
/**
 * The pieces of the networks as DL4J graph vertices. Each comes as a pair: a configuration that
 * DL4J's JSON can store ({@link org.ipmnet.core.vertex.LayerConfig}), and the {@link
 * org.ipmnet.core.vertex.LayerVertex} that computes. An operation holds no state of its own: what a
 * backward pass needs is kept in a {@link org.ipmnet.core.vertex.LayerPass}, so that one graph can
 * be applied several times within an iteration. Start at {@link
 * org.ipmnet.core.vertex.Convolution}.
 *
 * <p>The configurations' class names are written into checkpoints: never rename or move them.
 */
package org.ipmnet.core.vertex;
