// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.apache.spark.SparkConf;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.ipmnet.train.loop.StopRequest;

/**
 * The user's end of the line from the worker that leads: what it prints comes out here, and the
 * answer tells whether the user wants to stop.
 */
final class Console extends RpcHandler implements AutoCloseable {
  private static final int TOKEN_BYTES = 16;
  private static final String PORT = "spark.ipm.driver.port";

  private final byte[] token = new byte[TOKEN_BYTES];
  private final PrintStream out;
  private final StopRequest stop;
  private final StreamManager streams = new OneForOneStreamManager();
  private Transport transport;

  private Console(PrintStream out, StopRequest stop) {
    this.out = out;
    this.stop = stop;
    new SecureRandom().nextBytes(token);
  }

  /** Listens. */
  static Console open(SparkConf settings, PrintStream out, StopRequest stop) {
    Console console = new Console(out, stop);
    console.transport = new Transport(settings, settings.getInt(PORT, 0), console);
    return console;
  }

  /** Where it listens, and what to say first, as {@link ConsoleOutput} reads it. */
  String address() {
    return Base64.getEncoder().encodeToString(token) + " " + transport.address().text();
  }

  @Override
  public void receive(TransportClient from, ByteBuffer message, RpcResponseCallback answer) {
    byte[] said = new byte[TOKEN_BYTES];
    if (message.remaining() < TOKEN_BYTES) {
      from.close();
      return;
    }
    message.get(said);
    if (!MessageDigest.isEqual(token, said)) {
      from.close(); // a stranger
      return;
    }
    byte[] text = new byte[message.remaining()];
    message.get(text);
    synchronized (out) {
      out.write(text, 0, text.length);
      out.flush();
    }
    answer.onSuccess(ByteBuffer.wrap(new byte[] {(byte) (stop.getAsBoolean() ? 1 : 0)}));
  }

  @Override
  public StreamManager getStreamManager() {
    return streams;
  }

  @Override
  public void close() {
    transport.close();
  }
}
