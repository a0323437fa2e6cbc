// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Header;
import io.javalin.http.UnauthorizedResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask. A page of another origin could send requests to this computer, and by a name of its
 * own that it lets point here (DNS rebinding) could read the answers: so requests come by this
 * computer's own names, and from this page. Where other computers reach the studio, they need its
 * token instead.
 */
final class RequestGuard {
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final String API = "/api/";
  private static final String BEARER = "Bearer ";

  private final Optional<String> token;

  /**
   * A guard.
   *
   * @param token that requests need; nothing if only this computer reaches the studio
   */
  RequestGuard(Optional<String> token) {
    this.token = token;
  }

  /** Refuses what is not allowed. */
  void check(Context request) {
    String host = Optional.ofNullable(request.header(Header.HOST)).orElse("");
    if (token.isEmpty() && !ownHost(host, request.req().getLocalPort())) {
      throw new ForbiddenResponse(
          "the studio does not answer by this name; open it by the address that it printed");
    }
    String origin = request.header(Header.ORIGIN);
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      throw new ForbiddenResponse("the studio answers no other page's requests");
    }
    if (token.isPresent() && request.path().startsWith(API) && !hasToken(request)) {
      request.header(Header.WWW_AUTHENTICATE, BEARER.strip());
      throw new UnauthorizedResponse(
          "the token is missing; open the whole address that the studio printed");
    }
  }

  private static boolean ownHost(String host, int port) {
    String lower = host.toLowerCase(Locale.ROOT);
    return OWN_NAMES.stream().anyMatch(name -> lower.equals(name + ":" + port))
        || port == 80 && OWN_NAMES.contains(lower);
  }

  private boolean hasToken(Context request) {
    String given = Optional.ofNullable(request.header(Header.AUTHORIZATION)).orElse("");
    return MessageDigest.isEqual(bytes(BEARER + token.orElseThrow()), bytes(given));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
