// SPDX-License-Identifier: Apache-2.0
/**
 * Gradients across networks: {@link org.ipmnet.core.tape.Tape} records applications of networks and
 * the few operations between them, and walks back over them once. Losses are recorded on it by
 * whoever knows them.
 */
package org.ipmnet.core.tape;
