// SPDX-License-Identifier: Apache-2.0
/**
 * A run's state on disk. {@link org.ipmnet.core.checkpoint.Checkpoint} is one safetensors file with
 * everything that training or inference needs; {@link org.ipmnet.core.checkpoint.CheckpointStore}
 * keeps the last few and finds the newest undamaged one. {@link
 * org.ipmnet.core.checkpoint.Provenance} tells where results come from.
 */
package org.ipmnet.core.checkpoint;
