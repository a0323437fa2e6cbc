// SPDX-License-Identifier: Apache-2.0
/**
 * One kind of model as a run knows it: {@link org.ipmnet.train.model.ModelConfig} is what of a
 * configuration differs by kind, and makes a {@link org.ipmnet.train.model.TrainableModel}, or an
 * {@link org.ipmnet.train.model.UntrainedModel} whose speed can be measured.
 */
package org.ipmnet.train.model;
