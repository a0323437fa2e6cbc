// SPDX-License-Identifier: Apache-2.0
/**
 * Makeup transfer in a visitor's browser, without a server program: {@link
 * org.ipmnet.eval.web.WebExport} writes a folder of static files. The page's own scripts lie among
 * the resources of this package; {@code app.js} is where to start.
 */
package org.ipmnet.eval.web;
