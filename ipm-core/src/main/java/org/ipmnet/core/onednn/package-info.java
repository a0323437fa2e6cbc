// SPDX-License-Identifier: Apache-2.0
/**
 * OneDNN itself, called through its JavaCPP preset. ND4J makes a primitive, converts layouts and
 * allocates scratch at every call, which takes longer than a small layer's arithmetic; here a
 * primitive is made once for each shape.
 *
 * <p>{@link org.ipmnet.core.onednn.OneDnn} says where it can be used and keeps the kernels that
 * were made. A {@link org.ipmnet.core.onednn.Kernel} is one primitive with its arguments; {@link
 * org.ipmnet.core.onednn.ConvolutionKernels} and the like make them. Everything here is for arrays
 * of type FLOAT on a CPU; whoever calls it has another way for all else.
 */
package org.ipmnet.core.onednn;
