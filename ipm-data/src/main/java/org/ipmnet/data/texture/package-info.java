// SPDX-License-Identifier: Apache-2.0
/**
 * The texture t of r_x: skin structure that survives while colour is removed. Start at {@link
 * org.ipmnet.data.texture.TextureFilter}.
 */
package org.ipmnet.data.texture;
