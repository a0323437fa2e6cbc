// SPDX-License-Identifier: Apache-2.0
/**
 * What in a picture is skin, hair, neck or none of the person, by its own colours: {@link
 * org.ipmnet.eval.segmentation.HeadSegmentation}.
 */
package org.ipmnet.eval.segmentation;
