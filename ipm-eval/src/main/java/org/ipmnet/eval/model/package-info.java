// SPDX-License-Identifier: Apache-2.0
/** Trained models as transfers and measures use them. */
package org.ipmnet.eval.model;
