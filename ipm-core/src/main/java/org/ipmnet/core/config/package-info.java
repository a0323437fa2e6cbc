// SPDX-License-Identifier: Apache-2.0
/**
 * Strict configuration: {@link org.ipmnet.core.config.ConfigTree} holds YAML, {@link
 * org.ipmnet.core.config.ConfigTree#read} turns it into records. Start at a record: each component
 * is a key and declares all that is true of it alone, namely its type, its {@link
 * org.ipmnet.core.config.Range}, what it is where it is left out ({@link
 * org.ipmnet.core.config.Default}, {@link org.ipmnet.core.config.DefaultKey}, {@link
 * org.ipmnet.core.config.Nullable}) and whether a resumed run may change it ({@link
 * org.ipmnet.core.config.MayChange}). What concerns several keys is checked by the record's
 * constructor.
 *
 * <p>No record out of range is used. The reader compares each value before it builds a record, so
 * that a constructor can rely on the ranges of its own components. A record that code builds is
 * checked by the constructor of the record that contains it: those of whole configurations, of the
 * sizes of networks (which also come from foreign weight files) and of optimisers ask {@link
 * org.ipmnet.core.config.Ranges}, which looks into all groups below.
 */
package org.ipmnet.core.config;
