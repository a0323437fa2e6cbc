// SPDX-License-Identifier: Apache-2.0
/**
 * How a face lies in a picture: {@link org.ipmnet.eval.face.FaceBox} measures it, {@link
 * org.ipmnet.eval.face.MtFraming} says how pictures of the Makeup Transfer data set show it.
 */
package org.ipmnet.eval.face;
