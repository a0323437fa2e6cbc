// SPDX-License-Identifier: Apache-2.0
/**
 * Parsing maps: what their values mean ({@link org.ipmnet.data.label.LabelScheme}) and which parts
 * wear makeup ({@link org.ipmnet.data.label.FacePart}).
 */
package org.ipmnet.data.label;
