// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultSaver;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;
import org.ipmnet.train.ablation.space.PlannedRun;

/**
 * Outcomes on disk, a file each, written whole: Arbiter's result saver. One that is there is not
 * made again; deleting it repeats its run's end.
 */
public final class RunOutcomes implements ResultSaver {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final AblationLayout layout;

  /** Those of one ablation. */
  public RunOutcomes(AblationLayout layout) {
    this.layout = layout;
  }

  /**
   * What came of a run, if it is known.
   *
   * @throws UserError if the file is damaged
   */
  public Optional<RunOutcome> of(PlannedRun run) {
    Path file = layout.outcome(run);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), RunOutcome.class));
    } catch (JsonProcessingException e) {
      throw new UserError(e, "%s is damaged; delete it, and its run is measured again", file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }

  /**
   * Writes an outcome.
   *
   * @param result whose candidate is the {@link PlannedRun}
   * @param outcome the {@link RunOutcome}
   */
  @Override
  public ResultReference saveModel(OptimizationResult result, Object outcome) {
    PlannedRun run = (PlannedRun) result.getCandidate().getValue();
    try {
      AtomicFile.write(layout.outcome(run), JSON.writeValueAsString(outcome) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values can always be written
    }
    return new ResultReference() {
      @Override
      public OptimizationResult getResult() {
        return result;
      }

      @Override
      public Object getResultModel() {
        return of(run).orElse(null);
      }
    };
  }

  @Override
  public List<Class<?>> getSupportedCandidateTypes() {
    return List.of(PlannedRun.class);
  }

  @Override
  public List<Class<?>> getSupportedModelTypes() {
    return List.of(RunOutcome.class);
  }
}
