// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.WeightFile;
import org.ipmnet.core.weights.WeightTree;

/**
 * What an Adam of a published program remembers.
 *
 * @param steps steps taken; the generator of IPM-Net's authors takes two an iteration
 * @param stepsAnIteration how often each parameter stands in the list, which is how many steps it
 *     takes an iteration
 * @param learningRate before any decay
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the corrected root
 * @param weightDecay L2
 * @param first first moments by our names; none at all before the first step
 * @param second second moments by our names
 */
public record PublishedAdam(
    long steps,
    int stepsAnIteration,
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    Map<String, StoredTensor> first,
    Map<String, StoredTensor> second) {

  /**
   * Reads one. PyTorch numbers parameters in the order of its list, in which those of a generator
   * may stand twice: then the second half repeats the first one's numbers.
   *
   * @param key under which it stands in the file
   * @param tensors of its networks, in the order of the program's modules
   * @throws UserError if it does not belong to these networks
   */
  static PublishedAdam read(WeightFile file, String key, List<PublishedTensor> tensors) {
    List<PublishedTensor> parameters = tensors.stream().filter(PublishedTensor::parameter).toList();
    WeightTree root = file.root().at(key);
    List<WeightTree> groups = root.at("param_groups").items();
    if (groups.size() != 1) {
      throw new UserError(
          "%s: %s has %d groups of parameters, not one", file.path(), key, groups.size());
    }
    WeightTree group = groups.get(0);
    if (group.has("amsgrad") && Boolean.TRUE.equals(group.at("amsgrad").plain())) {
      throw new UserError("%s: %s used AMSGrad, which does not exist here", file.path(), key);
    }
    List<WeightTree> betas = group.at("betas").items();
    if (betas.size() != 2) {
      throw new UserError("%s: betas must be two numbers", file.path());
    }
    List<Long> numbers =
        group.at("params").items().stream().map(item -> (long) item.number()).toList();
    int n = parameters.size();
    int times = numbers.size() / n;
    if (times < 1
        || !numbers.equals(
            Collections.nCopies(times, numbers.subList(0, n)).stream()
                .flatMap(List::stream)
                .toList())) {
      throw new UserError(
          "%s: %s lists %d parameters, the networks have %d, each once or more",
          file.path(), key, numbers.size(), n);
    }
    Map<String, StoredTensor> first = new LinkedHashMap<>();
    Map<String, StoredTensor> second = new LinkedHashMap<>();
    long steps = moments(file, root.at("state"), parameters, numbers, first, second);
    return new PublishedAdam(
        steps,
        times,
        group.at(group.has("initial_lr") ? "initial_lr" : "lr").number(),
        betas.get(0).number(),
        betas.get(1).number(),
        group.at("eps").number(),
        group.at("weight_decay").number(),
        first,
        second);
  }

  /** Finds the moments of each parameter by its number; returns the steps taken. */
  private static long moments(
      WeightFile file,
      WeightTree states,
      List<PublishedTensor> parameters,
      List<Long> numbers,
      Map<String, StoredTensor> first,
      Map<String, StoredTensor> second) {
    List<String> faults = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    long steps = -1;
    for (int i = 0; i < parameters.size(); i++) {
      PublishedTensor parameter = parameters.get(i);
      if (parameter.ours() == null) {
        continue; // never had a gradient
      }
      if (!states.has(numbers.get(i))) {
        missing.add(parameter.theirs() + " has no moments");
        continue;
      }
      WeightTree state = states.at(numbers.get(i));
      StoredTensor m = state.at("exp_avg").tensor();
      StoredTensor v = state.at("exp_avg_sq").tensor();
      if (!m.shape().equals(parameter.shape()) || !v.shape().equals(parameter.shape())) {
        faults.add(
            String.format(
                Locale.ROOT,
                "%s has moments of shape %s and %s, not %s",
                parameter.theirs(),
                m.shape(),
                v.shape(),
                parameter.shape()));
      }
      long taken = (long) state.at("step").number();
      if (steps >= 0 && steps != taken) {
        faults.add(
            String.format(
                Locale.ROOT, "%s has taken %d steps, others %d", parameter.theirs(), taken, steps));
      }
      steps = taken;
      first.put(parameter.ours(), m);
      second.put(parameter.ours(), v);
    }
    if (!first.isEmpty()) {
      faults.addAll(missing);
    }
    if (!faults.isEmpty()) {
      throw new UserError(
          "%s does not fit the networks: %s", file.path(), String.join("; ", faults));
    }
    return Math.max(0, steps);
  }
}
