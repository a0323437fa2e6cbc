// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

/**
 * A long text of a pickle, left in the file: an array's bytes, as a rule.
 *
 * @param utf8 whether it is UTF-8 (Python 3) or plain bytes (Python 2)
 */
record FileText(Storage.InFile range, boolean utf8) {}
