// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.ipmnet.studio.transfer.TooBusy;

/**
 * A body that is coming. It occupies no thread meanwhile, and no more of the room for bodies than
 * has come. Once it is refused, the rest is read and ignored for a while: a client that still sends
 * when the connection is closed never sees the answer.
 */
final class Upload implements ReadListener, UploadRoom.Guest {
  private static final int MOST_IGNORED = 128 << 20;
  private static final Duration MOST_TIME = Duration.ofMinutes(2);

  private final ServletInputStream in;
  private final UploadRoom room;
  private final int mostBytes;
  private final byte[] some = new byte[1 << 14];
  private final CompletableFuture<byte[]> received = new CompletableFuture<>();
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private RuntimeException refusal;
  private int ignored;
  private final long end = System.nanoTime() + MOST_TIME.toNanos();

  private Upload(ServletInputStream in, UploadRoom room, int mostBytes) {
    this.in = in;
    this.room = room;
    this.mostBytes = mostBytes;
  }

  /**
   * Receives a body.
   *
   * @param announced how many bytes it is to have, or -1
   * @return the body; {@link TooLarge}, {@link TooBusy} or {@link Unreceived} if it does not come
   */
  static CompletableFuture<byte[]> receive(
      ServletInputStream in, long announced, UploadRoom room, int mostBytes) {
    Upload upload = new Upload(in, room, mostBytes);
    if (announced > mostBytes) {
      upload.refuse(new TooLarge());
    }
    room.enter(upload);
    upload.received.whenComplete((body, failure) -> room.leave(upload));
    in.setReadListener(upload);
    return upload.received;
  }

  private void refuse(RuntimeException why) {
    refusal = why;
    body = null;
    room.leave(this);
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!received.isDone() && in.isReady() && !in.isFinished()) {
      int n = in.read(some);
      if (n > 0) {
        take(n);
      }
      if (System.nanoTime() > end) {
        onError(null);
      }
    }
  }

  private void take(int n) {
    if (refusal == null) {
      keep(n);
    } else {
      ignored += n;
      if (ignored > MOST_IGNORED) {
        received.completeExceptionally(refusal);
      }
    }
  }

  private void keep(int n) {
    if (body.size() + n > mostBytes) {
      refuse(new TooLarge());
    } else if (room.take(this, n)) {
      body.write(some, 0, n);
    } else {
      refuse(new TooBusy());
    }
  }

  @Override
  public void onAllDataRead() {
    if (refusal == null) {
      received.complete(body.toByteArray());
    } else {
      received.completeExceptionally(refusal);
    }
  }

  @Override
  public void onError(Throwable failure) {
    received.completeExceptionally(refusal == null ? new Unreceived(failure) : refusal);
  }

  @Override
  public void sendAway() {
    // not in the thread of the one that needs the room: it would answer this one
    CompletableFuture.runAsync(() -> received.completeExceptionally(new Unreceived(null)));
  }
}
