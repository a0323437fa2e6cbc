// SPDX-License-Identifier: Apache-2.0
/**
 * From a face as it is on disk to what the networks see: {@link org.ipmnet.data.sample.Face},
 * placed by a {@link org.ipmnet.data.sample.Placement}, becomes a {@link
 * org.ipmnet.data.sample.Sample} (x, m and t of the paper). Start at {@link
 * org.ipmnet.data.sample.SamplePreparation}.
 */
package org.ipmnet.data.sample;
