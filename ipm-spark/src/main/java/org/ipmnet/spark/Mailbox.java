// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.spark;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;

/**
 * What has come from the other workers of one try of a training and is not read yet. A message
 * begins with the try's token, without which it is dropped, and the sender's rank.
 */
final class Mailbox extends RpcHandler {
  private static final int TOKEN_BYTES = 16;
  private static final int HEADER = TOKEN_BYTES + Integer.BYTES + 1;

  private final byte[] token;
  private final List<BlockingQueue<Letter>> letters;
  private final StreamManager streams = new OneForOneStreamManager();

  /**
   * A message.
   *
   * @param last whether the sender has given up
   */
  record Letter(byte[] content, boolean last) {}

  /**
   * An empty mailbox.
   *
   * @param token 16 bytes that only workers of this try know
   */
  Mailbox(byte[] token, int workers) {
    this.token = token.clone();
    this.letters =
        IntStream.range(0, workers)
            .<BlockingQueue<Letter>>mapToObj(rank -> new LinkedBlockingQueue<>())
            .toList();
  }

  /** A message with its header. */
  static ByteBuffer write(byte[] token, int from, byte[] content, boolean last) {
    ByteBuffer message = ByteBuffer.allocate(HEADER + content.length);
    message.put(token, 0, TOKEN_BYTES).putInt(from).put((byte) (last ? 1 : 0)).put(content);
    return message.flip();
  }

  /** The next message of a worker; null if none comes in time. */
  Letter poll(int from, long millis) throws InterruptedException {
    return letters.get(from).poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Copies the message, whose memory the transport takes back. */
  @Override
  public void receive(TransportClient from, ByteBuffer message) {
    byte[] sent = new byte[TOKEN_BYTES];
    if (message.remaining() < HEADER) {
      from.close();
      return;
    }
    message.get(sent);
    int rank = message.getInt();
    if (!MessageDigest.isEqual(token, sent) || rank < 0 || rank >= letters.size()) {
      from.close(); // a stranger
      return;
    }
    boolean last = message.get() != 0;
    byte[] content = new byte[message.remaining()];
    message.get(content);
    letters.get(rank).add(new Letter(content, last));
  }

  @Override
  public void receive(TransportClient from, ByteBuffer message, RpcResponseCallback answer) {
    from.close(); // nobody here waits for answers
  }

  @Override
  public StreamManager getStreamManager() {
    return streams;
  }
}
