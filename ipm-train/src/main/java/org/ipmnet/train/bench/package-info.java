// SPDX-License-Identifier: Apache-2.0
/** Speed and memory of training and inference: {@link org.ipmnet.train.bench.Benchmark}. */
package org.ipmnet.train.bench;
