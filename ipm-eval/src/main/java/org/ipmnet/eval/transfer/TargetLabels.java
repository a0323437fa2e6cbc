// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ipmnet.data.config.MismatchPolicy;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.plausibility.LabelCheck;
import org.ipmnet.eval.transfer.TransferRequest.Extra;

/** Whether the targets' maps follow the numbering that they are said to follow. */
final class TargetLabels {
  /** So many maps are read twice: photos here may be far larger than a training set's. */
  private static final int SAMPLE = 16;

  private TargetLabels() {}

  /**
   * Looks at the maps of the targets, or at a sample of them.
   *
   * @return what is odd about them, a line each
   * @throws org.ipmnet.core.UserError if they follow another numbering and nobody said to take them
   *     as they are
   */
  static List<String> check(
      List<FaceFile> targets, LabelScheme labels, TransferRequest request, MismatchPolicy trained) {
    List<Path> maps = targets.stream().map(FaceFile::map).filter(Objects::nonNull).toList();
    // a run that was trained on such maps goes on with them
    boolean trusted =
        request.extras().contains(Extra.TRUST_LABELS)
            || request.labels() == null && trained == MismatchPolicy.WARN;
    MismatchPolicy policy = trusted ? MismatchPolicy.WARN : MismatchPolicy.STOP;
    return policy.apply(LabelCheck.of(maps, labels, SAMPLE), "give --trust-labels");
  }
}
