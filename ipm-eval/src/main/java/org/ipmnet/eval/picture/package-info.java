// SPDX-License-Identifier: Apache-2.0
/**
 * Pictures for people: {@link org.ipmnet.eval.picture.SampleGrid} (paper figure 5) and {@link
 * org.ipmnet.eval.picture.LevelStrip} (figure 4) lay them out, {@link
 * org.ipmnet.eval.picture.PlanarImage} makes them of the networks' arrays, {@link
 * org.ipmnet.eval.picture.Png} writes them, and photos as {@link
 * org.ipmnet.eval.picture.PictureKind} says.
 */
package org.ipmnet.eval.picture;
