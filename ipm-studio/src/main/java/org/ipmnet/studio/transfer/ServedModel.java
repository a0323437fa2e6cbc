// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.transfer;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.eval.makeup.MakeupTransfer;
import org.ipmnet.eval.paste.MakeupApplication;

/** An open model under its name. */
final class ServedModel implements AutoCloseable {
  private final String name;
  private final Long iteration; // or null
  private final MakeupTransfer transfer;
  private final Optional<MakeupTransfer> removal;

  /** Held for reading while it is used. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  /**
   * A model, which this closes.
   *
   * @param iteration of the training that is shown, or null of other models
   */
  ServedModel(String name, Long iteration, MakeupTransfer transfer) {
    this.name = name;
    this.iteration = iteration;
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

  /** Whether this is what it puts makeup on or takes it off with. */
  boolean uses(MakeupTransfer other) {
    return transfer == other || removal.filter(own -> own == other).isPresent();
  }

  /** What puts makeup on. */
  MakeupTransfer transfer() {
    return transfer;
  }

  /**
   * What takes makeup off.
   *
   * @throws NoRemoval if it cannot
   */
  MakeupTransfer removal() {
    return removal.orElseThrow(() -> new NoRemoval(name));
  }

  /** Of the training that is shown, or null. */
  Long iteration() {
    return iteration;
  }

  /** What clients are told of it. */
  ModelDescription describe() {
    MakeupApplication usual = transfer.usualApplication();
    Map<String, Double> strengths = new TreeMap<>();
    for (FaceArea area : FaceArea.values()) {
      strengths.put(HyphenatedName.of(area), usual.strengths().at(area));
    }
    return new ModelDescription(
        name,
        transfer.model().kind().title(),
        removal.isPresent(),
        usual.skinTone() == SkinTone.OWN,
        strengths,
        iteration);
  }

  /** Uses it, which keeps it open meanwhile; does nothing if it is closed. */
  <T> Optional<T> whileOpen(Function<ServedModel, T> work) {
    use.readLock().lock();
    try {
      return closed ? Optional.empty() : Optional.of(work.apply(this));
    } finally {
      use.readLock().unlock();
    }
  }

  /** Waits for those who use it. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      closed = true;
      transfer.close();
    } finally {
      use.writeLock().unlock();
    }
  }
}
