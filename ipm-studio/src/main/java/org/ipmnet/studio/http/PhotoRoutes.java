// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.ipmnet.studio.photo.HeldPhoto;
import org.ipmnet.studio.photo.PhotoShelf;
import org.ipmnet.studio.transfer.Jobs;
import org.ipmnet.studio.transfer.MakeupService;
import org.ipmnet.studio.transfer.Painter;
import org.ipmnet.studio.transfer.TooBusy;
import org.ipmnet.studio.transfer.Turns;

/** Photos that are sent and held. */
final class PhotoRoutes implements AutoCloseable {
  private static final int MOST_BYTES = 32 << 20;
  private static final long MOST_IGNORED = 4L * MOST_BYTES;
  private static final Duration MOST_TIME = Duration.ofSeconds(30);
  private static final String PATH = "/api/v1/photos";

  private final PhotoShelf photos;
  private final Painter painter;
  private final Jobs jobs;

  /** Bodies are memory: few are read at once. */
  private final Turns reading = new Turns("reading", 4, 12);

  private final Turns searching = new Turns("searching", 1, 3);

  PhotoRoutes(MakeupService service) {
    this.photos = service.photos();
    this.painter = service.painter();
    this.jobs = service.jobs();
  }

  void addTo(RoutesConfig routes) {
    routes.get(
        "/api/v1/looks",
        context -> Json.answer(context, photos.looks().stream().map(HeldPhoto::describe).toList()));
    routes.post(PATH, this::add);
    routes.get(PATH + "/{photo}", context -> Json.answer(context, photo(context).describe()));
    routes.get(
        PATH + "/{photo}/preview",
        context -> context.contentType("image/jpeg").result(photo(context).preview()));
    routes.delete(PATH + "/{photo}", this::remove);
  }

  private HeldPhoto photo(Context context) {
    return photos.get(context.pathParam("photo"));
  }

  private void add(Context context) {
    HeldPhoto photo;
    try {
      requireShort(context.req().getContentLengthLong());
      photo =
          reading.take(
              () -> {
                byte[] encoded = body(context);
                return searching.take(() -> photos.add(encoded));
              });
    } catch (TooBusy | ContentTooLargeResponse e) {
      ignoreRest(context);
      throw e;
    }
    context.status(HttpStatus.CREATED).header(Header.LOCATION, PATH + "/" + photo.id());
    Json.answer(context, photo.describe());
  }

  private static byte[] body(Context context) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    read(
        context,
        (some, n) -> {
          body.write(some, 0, n);
          requireShort(body.size());
        });
    return body.toByteArray();
  }

  /** A client that still sends when the connection is closed never sees the answer. */
  private static void ignoreRest(Context context) {
    long[] left = {MOST_IGNORED};
    read(
        context,
        (some, n) -> {
          left[0] -= n;
          if (left[0] < 0) {
            throw new ContentTooLargeResponse();
          }
        });
  }

  private interface Part {
    void take(byte[] bytes, int count);
  }

  /** Whoever sends a byte now and then is not waited for as long as one likes. */
  private static void read(Context context, Part part) {
    long end = System.nanoTime() + MOST_TIME.toNanos();
    byte[] some = new byte[1 << 16];
    try {
      InputStream in = context.bodyInputStream();
      for (int n; (n = in.read(some)) >= 0; ) {
        part.take(some, n);
        if (System.nanoTime() > end) {
          throw new Unreceived(null);
        }
      }
    } catch (IOException e) {
      throw new Unreceived(e);
    }
  }

  private static void requireShort(long bytes) {
    if (bytes > MOST_BYTES) {
      throw new ContentTooLargeResponse();
    }
  }

  private void remove(Context context) {
    String id = context.pathParam("photo");
    photos.remove(id);
    painter.forgetOthers();
    jobs.forget(id);
    context.status(HttpStatus.NO_CONTENT);
  }

  @Override
  public void close() {
    reading.close();
    searching.close();
  }
}
