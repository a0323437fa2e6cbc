// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.ablation.run;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.ipmnet.train.ablation.space.PlannedRun;

/**
 * Hands Arbiter's runner the runs that are planned already, each seed of a candidate as one of its
 * own. Its grid and random generators have drawn them before, see {@link
 * org.ipmnet.train.ablation.space.Plan}: as generators of the runner they would draw without
 * anybody having checked what comes, and know nothing of seeds.
 */
final class PlannedCandidates implements CandidateGenerator {
  private final List<PlannedRun> runs;
  private final AtomicInteger next = new AtomicInteger();

  PlannedCandidates(List<PlannedRun> runs) {
    this.runs = runs;
  }

  @Override
  public boolean hasMoreCandidates() {
    return next.get() < runs.size();
  }

  @Override
  public Candidate<PlannedRun> getCandidate() {
    int index = next.getAndIncrement();
    return new Candidate<>(runs.get(index), index, new double[0]);
  }

  @Override
  public void reportResults(OptimizationResult result) {}

  @Override
  public ParameterSpace<?> getParameterSpace() {
    return new FixedValue<>(runs.get(0));
  }

  @Override
  public void setRngSeed(long seed) {}

  @Override
  public Class<?> getCandidateType() {
    return PlannedRun.class;
  }
}
