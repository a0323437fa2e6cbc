// SPDX-License-Identifier: Apache-2.0
/**
 * What an ablation has shown so far, from the files in its folder alone: {@link
 * org.ipmnet.train.ablation.report.AblationReport} writes a page, Markdown, tables of values,
 * charts and one picture.
 */
package org.ipmnet.train.ablation.report;
