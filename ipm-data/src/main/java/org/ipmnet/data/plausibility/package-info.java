// SPDX-License-Identifier: Apache-2.0
/**
 * Whether parsing maps can be meant as they are said to be: maps in another numbering than the
 * configured one train without a word. Start at {@link org.ipmnet.data.plausibility.LabelCheck}.
 */
package org.ipmnet.data.plausibility;
