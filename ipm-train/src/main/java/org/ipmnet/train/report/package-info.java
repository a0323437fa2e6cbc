// SPDX-License-Identifier: Apache-2.0
/**
 * The HTML report of a run. {@link org.ipmnet.train.report.HtmlReport} makes it from the files of a
 * run folder alone, so it can be remade for any run; {@link
 * org.ipmnet.train.report.ReportRefresher} does so while training goes on. The page is the template
 * {@code report.html} beside the classes.
 */
package org.ipmnet.train.report;
