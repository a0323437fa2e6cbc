// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.studio.http.StudioServer;
import org.ipmnet.studio.photo.PhotoShelf;
import org.ipmnet.studio.photo.RandomId;
import org.ipmnet.studio.transfer.Jobs;
import org.ipmnet.studio.transfer.Painter;
import org.ipmnet.studio.transfer.ServedModels;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;

/**
 * The studio while it is open: a page and a service over HTTP, see {@code openapi.yaml}. Photos
 * that are sent stay in memory, within bounds, and go when it closes.
 */
public final class Studio implements AutoCloseable {
  private final ServedModels models;
  private final Painter painter;
  private final Jobs jobs;
  private final StudioServer server;
  private final String url;

  private Studio(StudioSettings settings) {
    Optional<String> token =
        isThisComputer(settings.host()) ? Optional.empty() : Optional.of(RandomId.next());
    Optional<RunLayout> run = settings.run().map(RunFolder::existing);
    this.models = ServedModels.open(settings.models(), run);
    try {
      PhotoShelf photos = new PhotoShelf(models.finder());
      this.painter = new Painter(photos, models);
      this.jobs = new Jobs(painter);
      this.server = new StudioServer(photos, models, painter, jobs, token);
      int port = server.start(settings.host(), settings.port());
      String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
      this.url = "http://" + host + ":" + port + "/" + token.map(t -> "#token=" + t).orElse("");
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /**
   * Opens a studio.
   *
   * @throws UserError if a model or run cannot be opened, or the address cannot be used
   */
  public static Studio open(StudioSettings settings) {
    return new Studio(settings);
  }

  private static boolean isThisComputer(String host) {
    try {
      return List.of(InetAddress.getAllByName(host)).stream()
          .allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      throw new UserError(
          e, "there is no address %s; give one of this computer's (--host 127.0.0.1)", host);
    }
  }

  /** Where a browser finds it, with the token that other computers need. */
  public String url() {
    return url;
  }

  /** Lets requests that are being answered end, and takes no others. */
  @Override
  public void close() {
    server.close();
    jobs.close();
    painter.close();
    models.close();
  }
}
