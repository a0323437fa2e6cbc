// SPDX-License-Identifier: Apache-2.0
/**
 * Parsing maps: what their values mean ({@link org.ipmnet.data.label.LabelScheme}) and which parts
 * wear makeup ({@link org.ipmnet.data.label.FacePart}), where the areas of a face lie ({@link
 * org.ipmnet.data.label.FaceAreas}), and places that any two faces share ({@link
 * org.ipmnet.data.label.FaceGrid}, and finer ones in {@link org.ipmnet.data.label.FeatureGrids}).
 */
package org.ipmnet.data.label;
