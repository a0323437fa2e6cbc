// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * How runs share the machine. Decided once: a run that goes on with another number of threads would
 * round otherwise and not be the same run.
 *
 * @param jobs runs at once
 * @param threads of each
 * @param mebibytes that a run was seen to need; 0 if nobody looked
 */
public record Shares(int jobs, int threads, long mebibytes) {
  /** Part of the free memory that runs may take; what is measured is the base's need alone. */
  private static final double USABLE = 0.8;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** As many runs as there is work and memory for, a core for each at least. */
  static Shares fitting(int runs, int cores, long mebibytes, long availableMebibytes) {
    long memory =
        mebibytes == 0 ? 1 : Math.max(1, (long) (USABLE * availableMebibytes) / mebibytes);
    int jobs = (int) Math.max(1, Math.min(Math.min(runs, cores), memory));
    return of(jobs, cores, mebibytes);
  }

  /** So many runs, whatever they need. */
  static Shares of(int jobs, int cores, long mebibytes) {
    return new Shares(jobs, Math.max(1, cores / jobs), mebibytes);
  }

  Shares withJobs(int other) {
    return new Shares(other, threads, mebibytes);
  }

  static Shares read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Shares.class);
    } catch (JsonProcessingException e) {
      throw new UserError(e, "%s is damaged; choose another folder", file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }

  void writeTo(Path file) {
    try {
      AtomicFile.write(file, JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // numbers can always be written
    }
  }
}
