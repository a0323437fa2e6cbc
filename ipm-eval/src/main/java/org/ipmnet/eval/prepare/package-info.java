// SPDX-License-Identifier: Apache-2.0
/**
 * From a folder of photos to pictures with maps in the layout of the Makeup Transfer data set:
 * {@link org.ipmnet.eval.prepare.PhotoPreparation}.
 */
package org.ipmnet.eval.prepare;
