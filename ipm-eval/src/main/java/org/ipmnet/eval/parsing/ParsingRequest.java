// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.io.Serializable;
import java.nio.file.Path;
import org.ipmnet.data.label.LabelScheme;

/**
 * Photos to be parsed.
 *
 * @param photos a folder, or one photo
 * @param out folder for maps and pictures of them
 * @param labels scheme of the maps, or null for the parser's own
 * @param overwrite whether {@code out} may hold files already
 */
public record ParsingRequest(Path photos, Path out, LabelScheme labels, boolean overwrite)
    implements Serializable {}
