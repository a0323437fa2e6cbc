// SPDX-License-Identifier: Apache-2.0
/**
 * Checkpoints of the authors' program: {@link org.ipmnet.core.release.ReleaseLayout} says which of
 * their tensors is which of ours, and which sizes a file has.
 */
package org.ipmnet.core.release;
