// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.replica;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.train.loop.LossReport;

/** The losses of all workers, for the leader's logs, and its stop request, for all. */
final class Reports {
  private final Peers peers;

  Reports(Peers peers) {
    this.peers = peers;
  }

  /**
   * What an iteration ends with.
   *
   * @param losses means over all workers that report them, with the leader; with others their own
   * @param stop whether no iteration follows
   */
  record Mean(LossReport losses, boolean stop) {}

  /**
   * Exchanges both.
   *
   * @param stop heeded from the leader
   */
  Mean exchange(LossReport own, boolean stop) {
    if (peers.rank() > 0) {
      peers.send(0, write(own));
      return new Mean(own, peers.receive(0)[0] != 0);
    }
    Map<String, Double> sums = new LinkedHashMap<>(own.terms());
    Map<String, Integer> counts = new LinkedHashMap<>();
    own.terms().keySet().forEach(name -> counts.put(name, 1));
    for (int rank = 1; rank < peers.size(); rank++) {
      read(peers.receive(rank))
          .forEach(
              (name, value) -> {
                sums.merge(name, value, Double::sum);
                counts.merge(name, 1, Integer::sum);
              });
    }
    for (int rank = 1; rank < peers.size(); rank++) {
      peers.send(rank, new byte[] {(byte) (stop ? 1 : 0)});
    }
    sums.replaceAll((name, sum) -> sum / counts.get(name));
    return new Mean(new LossReport(sums), stop);
  }

  private static byte[] write(LossReport losses) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(losses.terms().size());
      for (Map.Entry<String, Double> loss : losses.terms().entrySet()) {
        out.writeUTF(loss.getKey());
        out.writeDouble(loss.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes it
    }
    return bytes.toByteArray();
  }

  private static Map<String, Double> read(byte[] message) {
    Map<String, Double> losses = new LinkedHashMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        losses.put(in.readUTF(), in.readDouble());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return losses;
  }
}
