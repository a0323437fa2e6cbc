// SPDX-License-Identifier: Apache-2.0
/**
 * The core: networks, the tape that trains them, weight files, strict configuration. Start at
 * {@code org.ipmnet.core.ipmnet.IpmNet}; {@link org.ipmnet.core.UserError} is how any module says
 * that an input is bad.
 */
package org.ipmnet.core;
