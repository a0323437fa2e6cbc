// SPDX-License-Identifier: Apache-2.0
/**
 * The data: photos of bare and made-up faces on disk become batches of (x, m, t). The way of a
 * photo: {@code image} decodes and resizes it, {@code label} reads its parsing map, {@code texture}
 * filters it, {@code sample} cuts and flips all of it together, {@code batch} serves it; {@code
 * dataset} finds the files and their faults. Start at {@link
 * org.ipmnet.data.dataset.MakeupTransferDataset}.
 */
package org.ipmnet.data;
