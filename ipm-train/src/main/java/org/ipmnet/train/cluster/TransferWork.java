// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.model.MakeupModels;
import org.ipmnet.eval.model.StoredModel;
import org.ipmnet.eval.transfer.SharedTransfer;
import org.ipmnet.eval.transfer.TransferRequest;

/**
 * Makeup put on photos.
 *
 * @param model one checkpoint, the same for all workers; null for the model that comes with the
 *     program
 * @param checksum of its weights
 * @param parser of faces, or null for the one that is there
 */
public record TransferWork(TransferRequest request, Path model, String checksum, Path parser)
    implements FolderWork {
  /**
   * A transfer.
   *
   * @param model a run's folder or one checkpoint, or null
   * @param told a line of each newer checkpoint that is damaged
   */
  public static TransferWork of(
      TransferRequest request, Path model, Path parser, Consumer<String> told) {
    if (model == null) {
      return new TransferWork(
          request, null, MakeupModels.shipped(file -> open(file, told).checksum()), parser);
    }
    StoredModel stored = open(model, told);
    return new TransferWork(request, stored.checkpoint(), stored.checksum(), parser);
  }

  private static StoredModel open(Path model, Consumer<String> told) {
    return StoredModel.open(model, null, List.of(), told);
  }

  private SharedTransfer shared() {
    return new SharedTransfer(request, checksum);
  }

  @Override
  public void begin() {
    shared().begin();
  }

  @Override
  public Tally work(WorkShare share, PrintStream out) {
    try (MakeupTransfer transfer = MakeupTransfer.open(model, parser, 1, out::println)) {
      return Tally.of(shared().run(share, transfer, outcome -> out.println(outcome.line())));
    }
  }

  @Override
  public void join() {
    shared().join();
  }
}
