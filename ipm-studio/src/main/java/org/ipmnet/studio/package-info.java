// SPDX-License-Identifier: Apache-2.0
/**
 * The studio: a page in the browser and a service over HTTP that put makeup on photos, over the
 * public API of ipm-eval. Start with {@link org.ipmnet.studio.Studio}.
 */
package org.ipmnet.studio;
