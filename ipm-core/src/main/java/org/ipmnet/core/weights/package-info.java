// SPDX-License-Identifier: Apache-2.0
/**
 * Weight files. {@link org.ipmnet.core.weights.SafeTensors} reads and writes the safetensors
 * format; files are untrusted: a bad one is refused with one line, before anything is allocated for
 * it.
 */
package org.ipmnet.core.weights;
