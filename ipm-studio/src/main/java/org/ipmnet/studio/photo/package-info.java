// SPDX-License-Identifier: Apache-2.0
/**
 * Photos that were sent, held in memory within bounds, with their faces. Start with {@link
 * org.ipmnet.studio.photo.PhotoShelf}.
 */
package org.ipmnet.studio.photo;
