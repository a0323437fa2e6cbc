// SPDX-License-Identifier: Apache-2.0
/**
 * Training of a face parser: {@link org.ipmnet.train.parsing.ParserRun} starts and resumes one,
 * {@link org.ipmnet.train.parsing.ParserTraining} is the iteration.
 */
package org.ipmnet.train.parsing;
