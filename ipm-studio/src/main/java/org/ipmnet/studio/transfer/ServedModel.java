// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.paste.MakeupApplication;

/** An open model under its name. */
public final class ServedModel implements AutoCloseable {
  private final String name;
  private final MakeupTransfer transfer;
  private final Optional<MakeupTransfer> removal;

  /** A model, which this closes. */
  public ServedModel(String name, MakeupTransfer transfer) {
    this.name = name;
    this.transfer = transfer;
    this.removal = removal(transfer);
  }

  private static Optional<MakeupTransfer> removal(MakeupTransfer transfer) {
    if (transfer.model().removal().isEmpty()) {
      return Optional.empty();
    }
    MakeupTransfer removal = transfer.removal();
    return removal.defaultReference().map(bare -> removal);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What puts makeup on. */
  public MakeupTransfer transfer() {
    return transfer;
  }

  /**
   * What takes makeup off.
   *
   * @throws UserError if it cannot
   */
  MakeupTransfer removal() {
    return removal.orElseThrow(
        () -> new UserError("the model %s cannot take makeup off; choose another one", name));
  }

  /** What clients are told of it. */
  public Description describe() {
    MakeupApplication usual = transfer.usualApplication();
    Map<String, Double> strengths = new TreeMap<>();
    for (FaceArea area : FaceArea.values()) {
      strengths.put(HyphenatedName.of(area), usual.strengths().at(area));
    }
    return new Description(
        name,
        transfer.model().kind().title(),
        removal.isPresent(),
        usual.skinTone() == SkinTone.OWN,
        strengths);
  }

  /**
   * A model as clients see it.
   *
   * @param kind the system of networks
   * @param removal whether it can take makeup off
   * @param ownSkin whether targets keep their skin tone unless it is said otherwise
   * @param strengths of areas, unless it is said otherwise
   */
  public record Description(
      String name, String kind, boolean removal, boolean ownSkin, Map<String, Double> strengths) {}

  @Override
  public void close() {
    transfer.close();
  }
}
