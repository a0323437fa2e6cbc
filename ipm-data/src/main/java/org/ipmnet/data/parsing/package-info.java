// SPDX-License-Identifier: Apache-2.0
/**
 * Photos with parsing maps as a face parser learns from them: {@link
 * org.ipmnet.data.parsing.ParsedPhotos} finds and reads them, {@link
 * org.ipmnet.data.parsing.Augmentation} varies them, {@link org.ipmnet.data.parsing.ParsingBatches}
 * makes batches.
 */
package org.ipmnet.data.parsing;
