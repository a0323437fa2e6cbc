// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.MethodNotAllowedResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
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
  private static final String API = "/api/";
  private static final String BEARER = "Bearer ";

  /** By which Javalin would take a GET for a DELETE. */
  private static final String OVERRIDE = "X-HTTP-Method-Override";

  private final Set<String> ownNames;
  private final Optional<String> token;

  /**
   * A guard.
   *
   * @param host that the studio listens at
   * @param token that requests need; nothing if only this computer reaches the studio
   */
  RequestGuard(String host, Optional<String> token) {
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    this.ownNames =
        new HashSet<>(
            List.of("127.0.0.1", "localhost", "[::1]", bracketed.toLowerCase(Locale.ROOT)));
    this.token = token;
  }

  /** Refuses what is not allowed. */
  void check(Context request) {
    if (request.header(OVERRIDE) != null) {
      throw new Refused(
          ProblemCode.MALFORMED_REQUEST,
          "leave out " + OVERRIDE + ", and ask by the method itself");
    }
    boolean api = request.path().startsWith(API);
    if (api && request.req().getMethod().equals("HEAD")) {
      throw new MethodNotAllowedResponse();
    }
    String host = Optional.ofNullable(request.header(Header.HOST)).orElse("");
    if (token.isEmpty() && !ownHost(host, request.req().getLocalPort())) {
      throw new Refused(
          ProblemCode.OTHER_NAME,
          "the studio does not answer by this name; open it by the address that it printed");
    }
    requireOwnPage(request.header(Header.ORIGIN), host);
    if (token.isPresent() && api && !hasToken(request)) {
      request.header(Header.WWW_AUTHENTICATE, BEARER.strip());
      throw new Refused(
          ProblemCode.NO_TOKEN,
          "the token is missing; open the whole address that the studio printed");
    }
  }

  /** Where other computers reach it, a proxy may speak TLS with them. */
  private void requireOwnPage(String origin, String host) {
    boolean own =
        origin == null
            || origin.equalsIgnoreCase("http://" + host)
            || token.isPresent() && origin.equalsIgnoreCase("https://" + host);
    if (!own) {
      throw new Refused(
          ProblemCode.OTHER_PAGE,
          "the studio answers no other page's requests; open the address that it printed");
    }
  }

  private boolean ownHost(String host, int port) {
    String lower = host.toLowerCase(Locale.ROOT);
    return ownNames.stream().anyMatch(name -> lower.equals(name + ":" + port))
        || port == 80 && ownNames.contains(lower);
  }

  private boolean hasToken(Context request) {
    String given = Optional.ofNullable(request.header(Header.AUTHORIZATION)).orElse("");
    return given.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            bytes(token.orElseThrow()), bytes(given.substring(BEARER.length())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
