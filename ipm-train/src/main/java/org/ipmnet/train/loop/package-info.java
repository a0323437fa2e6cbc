// SPDX-License-Identifier: Apache-2.0
/** The training loop: iterations, what listeners are told, and when a run stops. */
package org.ipmnet.train.loop;
