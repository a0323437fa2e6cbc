// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.IOException;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientBootstrap;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.netty.SparkTransportConf;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.server.TransportServerBootstrap;
import org.apache.spark.network.util.TransportConf;
import org.ipmnet.core.io.Opening;
import scala.Option;

/**
 * An end of Spark's own transport: it listens at an address of the name by which Spark knows this
 * process, and connects to others of its kind. Where the application authenticates ({@code
 * spark.authenticate}), so do both sides here.
 */
final class Transport implements AutoCloseable {
  private static final int THREADS = 2;

  private final TransportContext context;
  private final TransportServer server;
  private final TransportClientFactory clients;
  private final Address address;

  /**
   * Where one listens.
   *
   * @param host name or address
   */
  record Address(String host, int port) {
    /** As text that {@link #parse} reads back. */
    String text() {
      return host + " " + port;
    }

    static Address parse(String text) {
      int space = text.lastIndexOf(' ');
      return new Address(text.substring(0, space), Integer.parseInt(text.substring(space + 1)));
    }
  }

  /**
   * Listens.
   *
   * @param port 0 for any that is free
   * @param handler is given what comes in, in threads of the transport
   */
  Transport(SparkConf settings, int port, RpcHandler handler) {
    SparkEnv spark = SparkEnv.get();
    TransportConf conf =
        SparkTransportConf.fromSparkConf(settings, "ipm", THREADS, Option.empty(), Option.empty());
    boolean authenticates = spark.securityManager().isAuthenticationEnabled();
    List<TransportServerBootstrap> server =
        authenticates ? List.of(new AuthServerBootstrap(conf, spark.securityManager())) : List.of();
    List<TransportClientBootstrap> client =
        authenticates
            ? List.of(new AuthClientBootstrap(conf, settings.getAppId(), spark.securityManager()))
            : List.of();
    String host = spark.blockManager().blockManagerId().host();
    try (Opening opening = new Opening()) {
      this.context = opening.add(new TransportContext(conf, handler));
      this.server = opening.add(context.createServer(bindAddress(settings, host), port, server));
      this.clients = opening.add(context.createClientFactory(client));
      this.address = new Address(host, this.server.getPort());
      opening.complete();
    }
  }

  /** As Spark itself: not on all of the machine's addresses. */
  private static String bindAddress(SparkConf settings, String host) {
    boolean driver = SparkEnv.get().executorId().equals("driver");
    return driver ? settings.get("spark.driver.bindAddress", host) : host;
  }

  /** Where this one listens. */
  Address address() {
    return address;
  }

  /**
   * Connects to another.
   *
   * @throws IOException if it does not answer
   */
  TransportClient connect(Address other) throws IOException {
    try {
      return clients.createUnmanagedClient(other.host(), other.port());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    Opening.closeAll(List.of(clients, server, context));
  }
}
