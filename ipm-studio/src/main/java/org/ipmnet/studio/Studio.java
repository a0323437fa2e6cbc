// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.Opening;
import org.ipmnet.studio.http.StudioServer;
import org.ipmnet.studio.photo.RandomId;
import org.ipmnet.studio.transfer.MakeupService;
import org.ipmnet.train.run.RunFolder;
import org.ipmnet.train.run.RunLayout;

/**
 * The studio while it is open: a page and a service over HTTP, see {@code openapi.yaml}. Photos
 * that are sent stay in memory, within bounds, and go when it closes.
 */
public final class Studio implements AutoCloseable {
  private final List<AutoCloseable> open;
  private final String url;

  private Studio(StudioSettings settings) {
    InetAddress address = address(settings.host());
    Optional<String> token =
        address.isLoopbackAddress() ? Optional.empty() : Optional.of(RandomId.next());
    Optional<RunLayout> run = settings.run().map(RunFolder::existing);
    try (Opening opening = new Opening()) {
      MakeupService service =
          opening.add(
              MakeupService.open(settings.models(), run, (long) settings.photoMebibytes() << 20));
      StudioServer server = opening.add(new StudioServer(service, settings.host(), token));
      int port = server.start(settings.port());
      this.url = url(address, settings.host(), port, token);
      this.open = List.of(server, service);
      opening.complete();
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

  private static InetAddress address(String host) {
    try {
      if (!host.isBlank()) {
        return InetAddress.getByName(host);
      }
    } catch (UnknownHostException e) {
      throw noAddress(host, e);
    }
    throw noAddress(host, null);
  }

  private static UserError noAddress(String host, Exception cause) {
    return new UserError(
        cause, "there is no address '%s'; give one of this computer's (--host 127.0.0.1)", host);
  }

  /** Of all addresses of this computer one is told that others can use. */
  private static String url(InetAddress address, String host, int port, Optional<String> token) {
    String name = host;
    if (address.isAnyLocalAddress()) {
      try {
        name = InetAddress.getLocalHost().getHostAddress();
      } catch (UnknownHostException e) {
        name = "127.0.0.1";
      }
    }
    String bracketed = name.contains(":") ? "[" + name + "]" : name;
    return "http://" + bracketed + ":" + port + "/" + token.map(t -> "#token=" + t).orElse("");
  }

  /** Where a browser finds it, with the token that other computers need. */
  public String url() {
    return url;
  }

  /** Lets requests that are being answered end, and takes no others. */
  @Override
  public void close() {
    Opening.closeAll(open);
  }
}
