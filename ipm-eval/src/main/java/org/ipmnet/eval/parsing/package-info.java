// SPDX-License-Identifier: Apache-2.0
/**
 * Face parsing on photos: {@link org.ipmnet.eval.parsing.FaceParsers} opens a parser, {@link
 * org.ipmnet.eval.parsing.FaceParser} makes maps of photos.
 */
package org.ipmnet.eval.parsing;
