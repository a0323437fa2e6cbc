// SPDX-License-Identifier: Apache-2.0
/**
 * Run folders: {@link org.ipmnet.train.run.RunLayout} says where things lie in one, {@link
 * org.ipmnet.train.run.RunFolder} is one that this process owns.
 */
package org.ipmnet.train.run;
