// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.ipmnet.studio.photo.HeldPhoto;
import org.ipmnet.studio.photo.PhotoShelf;
import org.ipmnet.studio.transfer.Jobs;
import org.ipmnet.studio.transfer.MakeupService;
import org.ipmnet.studio.transfer.Painter;
import org.ipmnet.studio.transfer.Turns;

/** Photos that are sent and held. */
final class PhotoRoutes implements AutoCloseable {
  private static final int MOST_BYTES = 32 << 20;
  private static final String PATH = "/api/v1/photos";

  private final PhotoShelf photos;
  private final Painter painter;
  private final Jobs jobs;
  private final UploadRoom room = new UploadRoom();

  /** Those that wait are held in memory. */
  private final Turns searching = new Turns("searching", 1, 4);

  PhotoRoutes(MakeupService service) {
    this.photos = service.photos();
    this.painter = service.painter();
    this.jobs = service.jobs();
  }

  void addTo(RoutesConfig routes) {
    routes.get(
        "/api/v1/looks",
        context -> Json.answer(context, photos.looks().stream().map(HeldPhoto::describe).toList()));
    routes.post(PATH, context -> context.future(() -> add(context)));
    routes.get(PATH + "/{photo}", context -> Json.answer(context, photo(context).describe()));
    routes.get(
        PATH + "/{photo}/preview",
        context -> context.contentType("image/jpeg").result(photo(context).preview()));
    routes.delete(PATH + "/{photo}", this::remove);
  }

  private HeldPhoto photo(Context context) {
    return photos.get(context.pathParam("photo"));
  }

  private CompletableFuture<Void> add(Context context) {
    return received(context)
        .thenCompose(encoded -> searching.begin(() -> photos.add(encoded)))
        .thenAccept(photo -> created(context, photo));
  }

  private CompletableFuture<byte[]> received(Context context) {
    try {
      return Upload.receive(
          context.req().getInputStream(), context.req().getContentLengthLong(), room, MOST_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void created(Context context, HeldPhoto photo) {
    context.status(HttpStatus.CREATED).header(Header.LOCATION, PATH + "/" + photo.id());
    Json.answer(context, photo.describe());
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
    room.close();
    searching.close();
  }
}
