// SPDX-License-Identifier: Apache-2.0
/**
 * The files of published programs. A {@link org.ipmnet.core.published.PublishedProgram} only
 * declares: how the program names its files, which state dictionaries stand in them, and for each
 * tensor its name there, ours and its shape. From that alone a {@link
 * org.ipmnet.core.published.PublishedCheckpoint} is read and checked, and a {@link
 * org.ipmnet.core.published.PublishedWriter} writes files that the program loads. Start with {@link
 * org.ipmnet.core.published.CycleGanProgram}, the simplest.
 */
package org.ipmnet.core.published;
