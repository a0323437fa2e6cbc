// SPDX-License-Identifier: Apache-2.0
/** The command {@code ipm studio}. */
package org.ipmnet.studio.cli;
