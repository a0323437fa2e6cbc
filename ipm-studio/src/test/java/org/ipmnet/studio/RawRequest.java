// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests that no honest client sends. */
final class RawRequest {
  private static final int PATIENCE = 20_000;

  private RawRequest() {}

  /** Sends bytes, and returns what came back until the connection was closed; perhaps nothing. */
  static String send(String studio, String request) {
    URI url = URI.create(studio);
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return ""; // it hung up while we were talking
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
