// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.WeightFile;
import org.ipmnet.core.weights.WeightTree;

/**
 * The authors' {@code optimizer.pt}.
 *
 * @param generator Adam of E_S, E_I, G and the MLP
 * @param discriminators Adam of D_Y and D_X
 */
public record ReleaseOptimizers(State generator, State discriminators) {

  /**
   * One Adam.
   *
   * @param steps steps taken; their generator takes two an iteration
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
  public record State(
      long steps,
      int stepsAnIteration,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      Map<String, StoredTensor> first,
      Map<String, StoredTensor> second) {}

  static ReleaseOptimizers of(WeightFile file, IpmNetNetworkConfig sizes) {
    List<ReleaseLayout.Entry> both = new ArrayList<>();
    both.addAll(ReleaseLayout.discriminator(sizes, "d_y"));
    both.addAll(ReleaseLayout.discriminator(sizes, "d_x"));
    return of(file, ReleaseLayout.generator(sizes), both);
  }

  /**
   * The same for networks of another program.
   *
   * @param generator the tensors of its first optimiser in their order
   * @param discriminators those of its second one
   * @throws UserError if the file does not belong to such networks
   */
  public static ReleaseOptimizers of(
      WeightFile file,
      List<ReleaseLayout.Entry> generator,
      List<ReleaseLayout.Entry> discriminators) {
    return new ReleaseOptimizers(state(file, "gen", generator), state(file, "dis", discriminators));
  }

  /**
   * PyTorch numbers parameters in the order of its list, in which the generator's stand twice: then
   * the second half repeats the first one's numbers.
   */
  private static State state(WeightFile file, String key, List<ReleaseLayout.Entry> entries) {
    List<ReleaseLayout.Entry> parameters =
        entries.stream().filter(ReleaseLayout.Entry::parameter).toList();
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
    List<Long> numbers =
        group.at("params").items().stream().map(item -> (long) item.number()).toList();
    int n = parameters.size();
    int times = numbers.size() / n;
    boolean repeated = times >= 1 && numbers.size() == times * n;
    for (int i = n; repeated && i < numbers.size(); i++) {
      repeated = numbers.get(i).equals(numbers.get(i % n));
    }
    if (!repeated) {
      throw new UserError(
          "%s: %s lists %d parameters, the networks have %d, each once or more",
          file.path(), key, numbers.size(), n);
    }
    return read(file, root.at("state"), group, parameters, numbers, times);
  }

  private static State read(
      WeightFile file,
      WeightTree states,
      WeightTree group,
      List<ReleaseLayout.Entry> parameters,
      List<Long> numbers,
      int times) {
    Map<String, StoredTensor> first = new LinkedHashMap<>();
    Map<String, StoredTensor> second = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    long steps = -1;
    for (int i = 0; i < parameters.size(); i++) {
      ReleaseLayout.Entry parameter = parameters.get(i);
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
    List<WeightTree> betas = group.at("betas").items();
    if (betas.size() != 2) {
      throw new UserError("%s: betas must be two numbers", file.path());
    }
    return new State(
        Math.max(0, steps),
        times,
        group.at(group.has("initial_lr") ? "initial_lr" : "lr").number(),
        betas.get(0).number(),
        betas.get(1).number(),
        group.at("eps").number(),
        group.at("weight_decay").number(),
        first,
        second);
  }
}
