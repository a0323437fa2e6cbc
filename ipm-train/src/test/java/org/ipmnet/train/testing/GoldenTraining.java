// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.bytedeco.dnnl.global.dnnl;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.onednn.OneDnn;
import org.ipmnet.core.testing.Expected;
import org.ipmnet.core.testing.GoldenCase;
import org.ipmnet.train.loop.Training;
import org.ipmnet.train.optimizer.Adam;
import org.ipmnet.train.optimizer.AdamConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.opentest4j.AssertionFailedError;

/**
 * A recorded training compared with one of ours, with the tolerances that its manifest gives.
 *
 * @param type FLOAT or DOUBLE, which has the tight ones
 */
public record GoldenTraining(GoldenCase golden, DataType type) {
  private static final int NUDGES = 5;
  private static final double LAST_BITS = 1.5e-7;

  /**
   * Where one-DNN sums 16 floats at once (AVX-512), what is left of a sum that cancels, such as the
   * gradient of a bias before a norm, is up to twice as large as where the cases were recorded.
   */
  private static final double WIDER_VECTORS = hasWiderVectors() ? 2 : 1;

  private static boolean hasWiderVectors() {
    return OneDnn.serves(DataType.FLOAT)
        && (dnnl.dnnl_get_effective_cpu_isa() & dnnl.dnnl_cpu_isa_avx512_core)
            == dnnl.dnnl_cpu_isa_avx512_core;
  }

  /**
   * Compares with photos that are multiplied by a factor of 1 but for its last bits. In float a
   * value that lies in a kink (ReLU, |x|) but for its rounding sends its gradient another way,
   * which says nothing about the program. So in float any of several factors may pass; a wrong
   * gradient passes with none.
   *
   * @param comparison is given the factor
   */
  public void withNudges(DoubleConsumer comparison) {
    AssertionFailedError first = null;
    for (int i = 0; i < (type == DataType.FLOAT ? NUDGES : 1); i++) {
      try {
        comparison.accept(1 + i * LAST_BITS);
        return;
      } catch (AssertionFailedError e) {
        first = first == null ? e : first;
      }
    }
    throw first;
  }

  /** What a network makes of inputs with batch statistics. */
  public static INDArray[] forward(Network network, INDArray... inputs) {
    return new ForwardPass(network, Memory.fresh(), ForwardPass.Mode.UNRECORDED).forward(inputs);
  }

  public double tolerance(String key) {
    String numbers = type == DataType.DOUBLE ? "double" : "float";
    return golden.manifest("tol", numbers, key).asDouble();
  }

  public int iterations() {
    return golden.manifest("iterations").asInt();
  }

  /** Up to which iteration the manifest says how exact losses must be. */
  public int comparableIterations() {
    return type == DataType.DOUBLE
        ? iterations()
        : Math.min(iterations(), golden.manifest("tol", "float", "loss_rel").size());
  }

  /** What the networks make before the first iteration or in it. */
  public void assertForward(String name, INDArray actual) {
    assertForward(name, 1, actual);
  }

  /**
   * What the networks make in an iteration, counted from 1. In float the steps before it have
   * carried rounding into the parameters: as much more is allowed as the losses have.
   */
  public void assertForward(String name, int iteration, INDArray actual) {
    Expected expected = golden.expected(name);
    if (type == DataType.DOUBLE) {
      expected.assertClose(name, actual, tolerance("abs"), tolerance("rel"));
    } else {
      double growth = lossTolerance(iteration) / lossTolerance(1);
      expected.assertClose(name, actual, tolerance("forward_abs") * growth, 0);
    }
  }

  private double lossTolerance(int iteration) {
    return golden.manifest("tol", "float", "loss_rel").get(iteration - 1).asDouble();
  }

  /**
   * All losses of one iteration, counted from 1; both maps by the case's names.
   *
   * @param unweighted losses of weight 0, which we need not report: if they had another weight, the
   *     total would differ
   */
  public void assertLosses(
      String group, int iteration, Map<String, Double> actual, Set<String> unweighted) {
    double relative = type == DataType.DOUBLE ? tolerance("rel") : lossTolerance(iteration);
    JsonNode losses = golden.manifest(group, "iter" + iteration);
    assertTrue(losses.size() > 0, group + " has no losses");
    losses
        .properties()
        .forEach(
            entry -> {
              double expected = entry.getValue().get("value").asDouble();
              Double found = actual.get(entry.getKey());
              if (found == null && unweighted.contains(entry.getKey())) {
                return;
              }
              assertTrue(found != null, entry.getKey() + " is not reported");
              String what =
                  String.format(Locale.ROOT, "%s of iteration %d", entry.getKey(), iteration);
              assertEquals(expected, found, relative * Math.abs(expected), what);
            });
  }

  /**
   * The losses of weight 0.
   *
   * @param weights of the manifest
   * @param losses by the key of their weight
   */
  public static Set<String> unweighted(JsonNode weights, Map<String, List<String>> losses) {
    return losses.entrySet().stream()
        .filter(entry -> weights.get(entry.getKey()).asDouble() == 0)
        .flatMap(entry -> entry.getValue().stream())
        .collect(Collectors.toSet());
  }

  /** Parameters whose true gradient is 0, wholly or partly: what is recorded is rounding. */
  public Set<String> zeroInTruth() {
    JsonNode zero = golden.manifest("gen_parameters_with_zero_true_gradient");
    Set<String> names = new HashSet<>();
    zero.get("names").forEach(name -> names.add(name.asText()));
    zero.path("partly").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Sets the gradients of networks to those of their first step, which it used up: the first moment
   * is then 1 - beta1 times gradient plus decay.
   *
   * @param after one step
   * @param before the same training with the initial parameters
   */
  public static void restoreGradients(Training after, Training before) {
    for (int i = 0; i < after.optimizers().size(); i++) {
      restoreGradients(after.optimizers().get(i), before.optimizers().get(i));
    }
  }

  private static void restoreGradients(Adam after, Adam before) {
    AdamConfig config = after.config();
    for (int i = 0; i < after.moments().size(); i++) {
      Adam.Moments m = after.moments().get(i);
      INDArray initial = before.moments().get(i).network().parameters();
      INDArray gradient = m.first().div(1 - config.beta1());
      m.network().gradient().assign(gradient.subi(initial.mul(config.weightDecay())));
    }
  }

  /** All tensors of a flat array of gradients. */
  public void assertGradients(String name, Map<String, INDArray> actual, Set<String> zeroInTruth) {
    for (Map.Entry<String, GoldenCase.Entry> tensor : golden.index(name).entrySet()) {
      GoldenCase.Entry entry = tensor.getValue();
      String what = name + " " + tensor.getKey();
      INDArray found = actual.get(tensor.getKey());
      assertTrue(found != null, what + " is missing");
      if (type == DataType.DOUBLE) {
        entry.expected().assertClose(what, found, tolerance("abs"), tolerance("rel"));
        continue;
      }
      double absolute =
          WIDER_VECTORS
              * (tolerance("gradient_of_max") * entry.max()
                  + tolerance("gradient_abs")
                  + tolerance("gradient_times_d") * entry.d());
      entry.expected().assertClose(what, found, absolute, 0);
      if (!zeroInTruth.contains(tensor.getKey()) && entry.max() > 0) {
        double bound = tolerance("gradient_rl2") + tolerance("gradient_times_rl2") * entry.rl2();
        double l2 = entry.expected().relativeL2(found);
        assertTrue(
            l2 <= bound, String.format(Locale.ROOT, "%s: relative L2 %s > %s", what, l2, bound));
      }
    }
  }

  /**
   * All tensors of a flat array of parameters.
   *
   * @param steps Adam's steps so far
   * @param rate its learning rate
   */
  public void assertParameters(
      String name, Map<String, INDArray> actual, Set<String> zeroInTruth, int steps, double rate) {
    List<Double> differences = new ArrayList<>();
    for (Map.Entry<String, GoldenCase.Entry> tensor : golden.index(name).entrySet()) {
      GoldenCase.Entry entry = tensor.getValue();
      String what = name + " " + tensor.getKey();
      INDArray found = actual.get(tensor.getKey());
      assertTrue(found != null, what + " is missing");
      if (type == DataType.DOUBLE) {
        entry.expected().assertClose(what, found, tolerance("abs"), tolerance("rel"));
        continue;
      }
      // Adam turns the rounding of a vanishing gradient into steps of up to the rate.
      entry.expected().assertClose(what, found, 2 * rate * steps, 1e-6);
      if (!zeroInTruth.contains(tensor.getKey())) {
        for (double difference : entry.expected().differences(found)) {
          differences.add(Math.abs(difference));
        }
      }
    }
    if (type == DataType.FLOAT) {
      assertFew(name, differences);
    }
  }

  private void assertFew(String name, List<Double> differences) {
    double allowed =
        tolerance(
            name.matches(".*\\.after1(\\..*)?")
                ? "parameter_abs_after_1"
                : "parameter_abs_after_3");
    long known = 0;
    for (JsonNode entry : golden.manifest("arrays", name, "index")) {
      known += entry.path("off").asLong();
    }
    long off = differences.stream().filter(d -> d > allowed).count();
    double bound = known + tolerance("parameter_elements_allowed_off") * differences.size();
    assertTrue(
        off <= bound,
        String.format(Locale.ROOT, "%s: %d elements off, %s allowed", name, off, bound));
    double mean = differences.stream().mapToDouble(d -> d).average().orElseThrow();
    double recorded = golden.manifest("arrays", name, "f32_vs_f64", "mean_abs").asDouble();
    assertTrue(
        mean <= 5 * recorded + 1e-7,
        String.format(Locale.ROOT, "%s: mean difference %s, recorded %s", name, mean, recorded));
  }
}
