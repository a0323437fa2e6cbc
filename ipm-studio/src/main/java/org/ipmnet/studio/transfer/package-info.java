// SPDX-License-Identifier: Apache-2.0
/**
 * Transfers as they are ordered, one after the other. Start with {@link
 * org.ipmnet.studio.transfer.Painter}.
 */
package org.ipmnet.studio.transfer;
