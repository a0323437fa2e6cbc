// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.ipmnet.train.cluster.TrainingOrder;
import org.ipmnet.train.loop.Progress;
import org.ipmnet.train.replica.LostPeer;
import org.ipmnet.train.replica.Replica;
import org.nd4j.linalg.factory.Nd4j;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** One worker: a task of the barrier stage. */
final class TrainingTask extends AbstractFunction1<Iterator<Integer>, Iterator<Outcome>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TrainingOrder order;
  private final String console;
  private final byte[] token;
  private final boolean again;

  /**
   * A worker that has not begun.
   *
   * @param console where what the leader prints goes
   * @param token of this try
   * @param again whether there was a try before
   */
  TrainingTask(TrainingOrder order, String console, byte[] token, boolean again) {
    this.order = order;
    this.console = console;
    this.token = token.clone();
    this.again = again;
  }

  @Override
  public Iterator<Outcome> apply(Iterator<Integer> none) {
    BarrierTaskContext task = BarrierTaskContext.get();
    useOwnDevice(task);
    boolean leads = task.partitionId() == 0;
    String begun = Boolean.toString(leads && again && order.takeOver());
    try (SparkPeers peers = new SparkPeers(task, token, begun)) {
      Outcome outcome = train(peers, leads, Boolean.parseBoolean(peers.said().get(0)));
      return CollectionConverters.asScala(List.of(outcome).iterator());
    }
  }

  /** What can be told is told: only a worker that is lost, or left by one, ends the stage. */
  private Outcome train(SparkPeers peers, boolean leads, boolean begun) {
    try (ConsoleOutput line = leads ? new ConsoleOutput(console) : null) {
      OutputStream out = leads ? line : OutputStream.nullOutputStream();
      PrintStream text = new PrintStream(out, true, StandardCharsets.UTF_8);
      Optional<Progress> reached =
          order.train(text, () -> leads && line.stopAsked(), new Replica(peers), begun);
      return Outcome.of(reached);
    } catch (LostPeer e) {
      if (peers.oneHasGivenUp()) {
        return Outcome.leftAlone(e.getMessage());
      }
      throw e;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      peers.giveUp();
      return Outcome.of(e);
    }
  }

  /** Where Spark has given this task a GPU, its networks are there. */
  private static void useOwnDevice(BarrierTaskContext task) {
    Map<String, ResourceInformation> resources = task.resourcesJMap();
    ResourceInformation gpu = resources.get("gpu");
    if (gpu != null && !Nd4j.getEnvironment().isCPU()) {
      Nd4j.getAffinityManager().unsafeSetDevice(Integer.parseInt(gpu.addresses()[0]));
    }
  }
}
