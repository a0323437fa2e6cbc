// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ipmnet.core.UserError;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.plausibility.LabelCheck;
import org.ipmnet.data.plausibility.LabelCheckResult.Mismatch;
import org.ipmnet.eval.transfer.TransferRequest.Extra;

/** Whether the targets' maps follow the numbering that they are said to follow. */
final class TargetLabels {
  /** So many maps are read twice: photos here may be far larger than a training set's. */
  private static final int SAMPLE = 16;

  private TargetLabels() {}

  /**
   * Looks at the maps of the targets, or at a sample of them. One photo may be odd, so nothing less
   * than another numbering counts.
   *
   * @param trained what was done about it when the model was trained; such a run goes on
   * @throws UserError if they follow another numbering and nobody said to take them as they are
   */
  static void require(
      List<FaceFile> targets, LabelScheme labels, TransferRequest request, MismatchPolicy trained) {
    if (request.has(Extra.TRUST_LABELS)
        || request.labels() == null && trained == MismatchPolicy.WARN) {
      return;
    }
    List<Path> maps = targets.stream().map(FaceFile::map).filter(Objects::nonNull).toList();
    if (LabelCheck.of(maps, labels, SAMPLE) instanceof Mismatch mismatch) {
      throw new UserError(mismatch.line("ask (--trust-labels)"));
    }
  }
}
