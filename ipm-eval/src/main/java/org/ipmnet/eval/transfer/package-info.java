// SPDX-License-Identifier: Apache-2.0
/**
 * Makeup transfer between files and folders: which photo has which map, what results are called,
 * strips and grids. Start at {@link org.ipmnet.eval.transfer.FolderTransfer}, a client of {@link
 * org.ipmnet.eval.makeup.MakeupTransfer}, which does the same in memory.
 */
package org.ipmnet.eval.transfer;
