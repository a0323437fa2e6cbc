// SPDX-License-Identifier: Apache-2.0
/**
 * The service over HTTP, which {@code openapi.yaml} describes, and who may use it. Start with
 * {@link org.ipmnet.studio.http.StudioServer}.
 */
package org.ipmnet.studio.http;
