// SPDX-License-Identifier: Apache-2.0
/**
 * Files that are whole or absent: {@link org.ipmnet.core.io.AtomicFile} is how every module writes
 * what must survive a crash, a kill or a full disk. {@link org.ipmnet.core.io.Opening} closes what
 * was opened before something else could not be.
 */
package org.ipmnet.core.io;
