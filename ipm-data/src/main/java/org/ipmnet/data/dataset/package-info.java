// SPDX-License-Identifier: Apache-2.0
/**
 * Folders of faces: finding files, splitting them into training and test, reading them and naming
 * every fault. Start at {@link org.ipmnet.data.dataset.MakeupTransferDataset}.
 */
package org.ipmnet.data.dataset;
