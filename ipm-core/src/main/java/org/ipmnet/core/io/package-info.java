// SPDX-License-Identifier: Apache-2.0
/**
 * Files that are whole or absent: {@link org.ipmnet.core.io.AtomicFile} is how every module writes
 * what must survive a crash, a kill or a full disk, {@link org.ipmnet.core.io.AtomicFolder} the
 * same for several files that belong together. {@link org.ipmnet.core.io.Opening} closes what was
 * opened before something else could not be; {@link org.ipmnet.core.io.ResourcePool} lends to many
 * threads what serves one at a time.
 */
package org.ipmnet.core.io;
