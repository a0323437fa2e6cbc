// SPDX-License-Identifier: Apache-2.0
/**
 * The command line, one class a command: a command parses options, builds one record, makes one
 * call. Start at {@link org.ipmnet.train.cli.Main}. Nothing else in this module may import it.
 */
package org.ipmnet.train.cli;
