// SPDX-License-Identifier: Apache-2.0
/**
 * Synthetic faces: pictures, parsing maps and the ground truth of every makeup transfer.
 *
 * <p>Start with {@link org.ipmnet.data.synth.SyntheticDataset}, which writes a whole set, or with
 * {@link org.ipmnet.data.synth.FaceRenderer}, which draws one person in any makeup. An {@link
 * org.ipmnet.data.synth.Identity} is everything makeup does not change; a {@link
 * org.ipmnet.data.synth.Makeup} is every colour inside the makeup area. Any pair of them can be
 * rendered, so what a perfect transfer looks like is known exactly.
 *
 * <p>The geometry classes hold outlines in face units, from which picture and maps are both drawn.
 * One painter per feature turns them into {@code Stencil}s once and then only mixes colours. The
 * order of painting stands in {@code FaceRenderer}: pigments first, then the light of {@code
 * Relief} and the skin's grain and lines over them, then features, facial hair and glasses, then
 * hair. What years do to a face is in {@code Aging}.
 */
package org.ipmnet.data.synth;
