// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Properties;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where a run's results come from.
 *
 * @param ipm version of this program
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param nd4j version of the array library
 * @param backend what computes: CPU or CUDA, and its BLAS
 * @param threads threads that one operation may use
 * @param data hash over the training data
 * @param seed the run's seed
 * @param started when the run began, ISO 8601 in UTC
 */
public record Provenance(
    String ipm,
    String java,
    String os,
    String nd4j,
    String backend,
    int threads,
    String data,
    long seed,
    String started) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Describes this program on this machine; loads the ND4J backend if that has not happened. */
  public static Provenance here(String dataHash, long seed, Instant started) {
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    return new Provenance(
        version("org.ipmnet/ipm-core"),
        String.format(
            Locale.ROOT,
            "%s (%s)",
            System.getProperty("java.version"),
            System.getProperty("java.vendor")),
        String.format(
            Locale.ROOT,
            "%s %s %s",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")),
        version("org.nd4j/nd4j-api"),
        String.format(
            Locale.ROOT, "%s, %s", environment.get("backend"), environment.get("blas.vendor")),
        Nd4j.getEnvironment().maxThreads(),
        dataHash,
        seed,
        started.toString());
  }

  // Maven puts this file into every jar; classes run from a build folder have none.
  private static String version(String artifact) {
    String resource = String.format(Locale.ROOT, "/META-INF/maven/%s/pom.properties", artifact);
    try (InputStream in = Provenance.class.getResourceAsStream(resource)) {
      Properties pom = new Properties();
      if (in != null) {
        pom.load(in);
      }
      return pom.getProperty("version", "not packaged");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes it as JSON.
   *
   * @throws UserError if the file cannot be written
   */
  public void writeTo(Path file) {
    try {
      AtomicFile.write(file, JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // texts and numbers can always be written
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws UserError if the file cannot be read or holds something else
   */
  public static Provenance read(Path file) {
    try {
      return JSON.readValue(file.toFile(), Provenance.class);
    } catch (JsonProcessingException e) {
      throw new UserError(e, "%s is not a provenance file", file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }
}
