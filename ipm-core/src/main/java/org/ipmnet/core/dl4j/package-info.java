// SPDX-License-Identifier: Apache-2.0
/**
 * Trained networks for programs that use DL4J: {@link org.ipmnet.core.dl4j.Dl4jExport} writes those
 * of a checkpoint to files for {@code ComputationGraph.load}.
 */
package org.ipmnet.core.dl4j;
