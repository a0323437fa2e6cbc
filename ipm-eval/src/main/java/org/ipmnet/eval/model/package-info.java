// SPDX-License-Identifier: Apache-2.0
/**
 * Trained models as transfers and measures use them. Start at {@link
 * org.ipmnet.eval.model.MakeupModel}; {@link org.ipmnet.eval.model.MakeupModels} opens one from a
 * checkpoint, whose configuration says of which kind it is.
 */
package org.ipmnet.eval.model;
