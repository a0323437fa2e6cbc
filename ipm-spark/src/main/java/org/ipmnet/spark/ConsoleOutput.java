// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.apache.spark.network.server.RpcHandler;
import org.ipmnet.train.replica.LostPeer;

/**
 * The leader's end of the line to the {@link Console}: what is printed is sent a few times a
 * second, and each answer tells whether to stop.
 */
final class ConsoleOutput extends OutputStream {
  private static final long BETWEEN_MILLIS = 200;
  private static final long PATIENCE_MILLIS = 30_000;

  private final byte[] token;
  private final Transport transport;
  private final TransportClient client;
  private final Thread sender;
  private ByteArrayOutputStream waiting = new ByteArrayOutputStream(); // guarded by this
  private volatile boolean stop;
  private volatile boolean closed;

  /**
   * Connects.
   *
   * @param address that the console told
   */
  ConsoleOutput(String address) {
    int space = address.indexOf(' ');
    this.token = Base64.getDecoder().decode(address.substring(0, space));
    RpcHandler handler = new NoOpRpcHandler();
    this.transport = new Transport(SparkEnv.get().conf(), 0, handler);
    try {
      this.client = transport.connect(Transport.Address.parse(address.substring(space + 1)));
    } catch (IOException e) {
      transport.close();
      throw new LostPeer("the driver does not answer at " + address.substring(space + 1), e);
    }
    this.sender = new Thread(this::send, "ipm-console");
    sender.setDaemon(true);
    sender.start();
  }

  /** Whether the user wants to stop. */
  boolean stopAsked() {
    return stop;
  }

  @Override
  public synchronized void write(int b) {
    waiting.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    waiting.write(bytes, from, length);
  }

  /** What can be sent: whole lines, since others may speak in between, and at the end all. */
  private byte[] take() {
    byte[] written = waiting.toByteArray();
    int end = written.length;
    while (!closed && end > 0 && written[end - 1] != '\n') {
      end--;
    }
    waiting = new ByteArrayOutputStream();
    waiting.write(written, end, written.length - end);
    return Arrays.copyOf(written, end);
  }

  private void send() {
    try {
      while (!closed && client.isActive()) {
        sendWaiting();
        Thread.sleep(BETWEEN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void sendWaiting() {
    byte[] text = take();
    ByteBuffer message = ByteBuffer.allocate(token.length + text.length);
    message.put(token).put(text).flip();
    ByteBuffer answer = client.sendRpcSync(message, PATIENCE_MILLIS);
    stop = answer.get() != 0;
  }

  /** Sends the rest; closed again it does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (client.isActive()) {
        sendWaiting();
      }
    } finally {
      client.close();
      transport.close();
    }
  }
}
