// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ipmnet.core.network.ModelKind;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.eval.feature.MeasuringNetworks;
import org.ipmnet.eval.method.EvaluationFace;
import org.ipmnet.eval.method.ModelTransfer;
import org.ipmnet.eval.method.NoTransfer;
import org.ipmnet.eval.protocol.EvaluationSplit;
import org.ipmnet.eval.protocol.MethodRow;
import org.ipmnet.eval.protocol.TransferCost;
import org.ipmnet.eval.protocol.TransferProtocol;

/**
 * Table 2: several systems on the same faces with the same references.
 *
 * @param split what they were measured on
 * @param size side of the pictures in pixels
 * @param runs how often each bare face was made up
 * @param rows "Real", "no transfer", the systems in their order
 * @param kinds of the systems, by name of the row
 * @param costs of one transfer, by name of the row
 * @param notAvailable what could not be measured, and how that is mended
 * @param grid see {@link ComparisonGrid}
 */
public record SystemComparison(
    EvaluationSplit split,
    int size,
    int runs,
    List<MethodRow> rows,
    Map<String, ModelKind> kinds,
    Map<String, TransferCost> costs,
    Map<String, String> notAvailable,
    BufferedImage grid)
    implements Report.Measured {

  /**
   * Measures.
   *
   * @param systems at least one; sides and faces are the same for all, names differ
   * @param networks stay the caller's
   * @param runs of the protocol, at least 1
   * @param streams every draw
   * @param nanoTime a clock in nanoseconds
   * @param progress told a line from time to time
   */
  public static SystemComparison of(
      List<ComparedSystem> systems,
      MeasuringNetworks networks,
      int runs,
      RandomStreams streams,
      LongSupplier nanoTime,
      Consumer<String> progress) {
    ComparedSystem first = systems.get(0);
    try (TransferProtocol common =
        new TransferProtocol(first.dataset(), first.split(), networks, runs, streams)) {
      List<MethodRow> rows = new ArrayList<>();
      rows.add(common.real());
      rows.add(common.measure(new NoTransfer(), Optional.empty(), progress));
      Map<String, ModelKind> kinds = new LinkedHashMap<>();
      Map<String, TransferCost> costs = new LinkedHashMap<>();
      for (ComparedSystem system : systems) {
        try (TransferProtocol protocol =
            new TransferProtocol(system.dataset(), system.split(), networks, runs, streams)) {
          ModelTransfer transfer = new ModelTransfer(system.name(), system.model());
          rows.add(protocol.measure(transfer, Optional.empty(), progress));
        }
        kinds.put(system.name(), system.model().kind());
        costs.put(system.name(), cost(system, nanoTime));
      }
      return new SystemComparison(
          first.split(),
          first.dataset().config().size(),
          runs,
          List.copyOf(rows),
          kinds,
          costs,
          common.notAvailable(),
          ComparisonGrid.draw(systems, streams));
    }
  }

  private static TransferCost cost(ComparedSystem system, LongSupplier nanoTime) {
    EvaluationFace target = EvaluationFace.read(system.dataset(), system.split().bare().get(0));
    EvaluationFace reference =
        EvaluationFace.read(system.dataset(), system.split().madeUp().get(0));
    return TransferCost.of(system.model(), target.sample(), reference.sample(), nanoTime);
  }
}
