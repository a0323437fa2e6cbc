// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.core.io.Sha256;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.transfer.TransferRequest.Extra;

/** What must be equal for a transfer to go on: all but the targets, each of which has its line. */
final class TransferSettings {
  private static final int DIGITS = 16;

  private TransferSettings() {}

  /** On one line: the model, and a hash of the rest. */
  static String of(TransferRequest request, String model) {
    TreeSet<Extra> extras = new TreeSet<>(request.extras());
    extras.remove(Extra.OVERWRITE);
    List<String> parts = new ArrayList<>();
    parts.add(String.valueOf(request.labels()));
    parts.add(request.alphas().toString());
    parts.add(extras.toString());
    parts.add(String.valueOf(request.kind()));
    parts.add(String.valueOf(request.changes().form()));
    parts.add(String.valueOf(request.changes().skinTone()));
    parts.add(String.valueOf(request.changes().colours()));
    parts.add(sorted(request.changes().strengths()));
    parts.add(String.valueOf(request.targets().maps()));
    parts.add(String.valueOf(request.targets().masks()));
    if (request.look() != null) {
      request.look().shares().values().forEach(share -> parts.add(sorted(share)));
    }
    for (FaceFile reference : FolderTransfer.references(request, new ArrayList<>())) {
      parts.add(stamp(reference.photo()));
    }
    return String.format(
        Locale.ROOT,
        "model %s, references and settings %s",
        model,
        Sha256.hex(String.join("\n", parts)).substring(0, DIGITS));
  }

  private static String sorted(AreaStrengths strengths) {
    return strengths == null ? "" : new TreeMap<>(strengths.of()).toString();
  }

  private static String stamp(Path file) {
    try {
      return file.getFileName()
          + " "
          + Files.size(file)
          + " "
          + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }
}
