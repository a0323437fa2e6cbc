// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.cluster;

import java.io.PrintStream;
import java.nio.file.Path;
import org.ipmnet.core.io.WorkShare;
import org.ipmnet.eval.parsing.FaceParser;
import org.ipmnet.eval.parsing.FaceParsers;
import org.ipmnet.eval.prepare.PreparationRequest;
import org.ipmnet.eval.prepare.SharedPreparation;

/**
 * A preparation of photos.
 *
 * @param weights of the parser, or null for those that are there
 */
public record PreparationWork(PreparationRequest request, Path weights) implements FolderWork {
  @Override
  public void begin() {
    new SharedPreparation(request).begin();
  }

  @Override
  public Tally work(WorkShare share, PrintStream out) {
    try (FaceParser parser = FaceParsers.open(weights, 1, out::println)) {
      return Tally.of(
          new SharedPreparation(request)
              .run(share, parser, outcome -> out.println(outcome.line())));
    }
  }

  @Override
  public void join() {
    new SharedPreparation(request).join();
  }
}
