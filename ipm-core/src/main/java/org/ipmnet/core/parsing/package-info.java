// SPDX-License-Identifier: Apache-2.0
/**
 * The face parser of the paper's section 3.1: {@link org.ipmnet.core.parsing.BiSeNet} with a
 * context path of {@link org.ipmnet.core.parsing.ResNet18}, for training and for inference.
 */
package org.ipmnet.core.parsing;
