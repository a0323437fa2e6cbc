// SPDX-License-Identifier: Apache-2.0
/**
 * What an ablation or a search consists of: {@link org.ipmnet.train.ablation.space.Space} is read
 * from a space file, {@link org.ipmnet.train.ablation.space.Plan} is every run that comes of it,
 * checked before the first one begins.
 */
package org.ipmnet.train.ablation.space;
