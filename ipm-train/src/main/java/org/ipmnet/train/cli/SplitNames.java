// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cli;

import org.ipmnet.eval.protocol.EvaluationSplit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which faces are measured. */
final class SplitNames implements ITypeConverter<EvaluationSplit.Part> {
  @Override
  public EvaluationSplit.Part convert(String text) {
    return switch (text) {
      case "all" -> EvaluationSplit.Part.ALL;
      case "test" -> EvaluationSplit.Part.TEST;
      default -> throw new TypeConversionException("must be all or test, found '" + text + "'");
    };
  }
}
