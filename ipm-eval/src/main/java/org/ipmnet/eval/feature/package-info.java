// SPDX-License-Identifier: Apache-2.0
/**
 * What networks see in pictures, as measures need it: {@link
 * org.ipmnet.eval.feature.MeasuringNetworks} opens those whose files are there and says how to get
 * the others; {@link org.ipmnet.eval.feature.FeatureFile} keeps the features of a data set.
 */
package org.ipmnet.eval.feature;
