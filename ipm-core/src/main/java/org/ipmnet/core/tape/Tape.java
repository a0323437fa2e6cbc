// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.tape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ipmnet.core.image.Elementwise;
import org.ipmnet.core.memory.Memory;
import org.ipmnet.core.network.Application;
import org.ipmnet.core.network.ForwardPass;
import org.ipmnet.core.network.InputGradientNorm;
import org.ipmnet.core.network.Network;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reverse-mode differentiation of one step: records what is computed, then runs the backward passes
 * in reverse order, once. Weights are given to the losses, then {@link #backward} adds the
 * gradients of all trained networks to {@link Network#gradient}.
 */
public final class Tape implements AutoCloseable {
  /** Whether a network's parameters receive gradients; gradients pass through it either way. */
  public enum Parameters {
    /** They do. */
    TRAINED,
    /** They do not. */
    FROZEN
  }

  /** The backward pass of an operation whose result is an array. */
  @FunctionalInterface
  public interface ArrayBackward {
    /**
     * Hands gradients on with {@link Tape#add}.
     *
     * @param gradient of the result, an owned reference
     */
    void back(INDArray gradient);
  }

  /** The backward pass of a loss. */
  @FunctionalInterface
  public interface LossBackward {
    /** Hands the gradients of {@code weight * loss} on with {@link Tape#add}. */
    void back(double weight);
  }

  private final Memory memory;
  private final boolean gradients;
  private final List<Runnable> steps = new ArrayList<>();
  private final List<INDArray> values = new ArrayList<>();
  private final List<Application> open = new ArrayList<>();
  private final Map<Scalar, Runnable> kept = new LinkedHashMap<>();

  /** An empty tape whose arrays live in {@code memory}. */
  public Tape(Memory memory) {
    this(memory, true);
  }

  private Tape(Memory memory, boolean gradients) {
    this.memory = memory;
    this.gradients = gradients;
  }

  /**
   * A tape without a backward pass: networks are applied in training mode, but nothing is kept and
   * no variable is differentiable.
   */
  public static Tape withoutGradients(Memory memory) {
    return new Tape(memory, false);
  }

  /** Where operations on this tape take their arrays from. */
  public Memory memory() {
    return memory;
  }

  /** An array from elsewhere that no gradient flows to; it stays its owner's. */
  public Variable constant(INDArray array) {
    return new Variable(array, false);
  }

  /** Applies a network with one output in training mode. */
  public Variable apply(Network network, Parameters parameters, Variable... inputs) {
    return applyAll(network, parameters, inputs).get(0);
  }

  /**
   * Applies a network in training mode; one variable an output. A frozen one keeps only what
   * gradients need to pass through it, and nothing where none will.
   */
  public List<Variable> applyAll(Network network, Parameters parameters, Variable... inputs) {
    Application application =
        Application.of(network, memory, mode(parameters, inputs), arrays(inputs));
    return apply(application, parameters, inputs);
  }

  /**
   * What a network makes of its input, and the norm of its gradient, which R1 penalises.
   *
   * @param outputs one variable an output
   * @param gradientNorm the sum over outputs of the batch's mean of |d sum(output) / d input|^2
   */
  public record PenalisedOutputs(List<Variable> outputs, Scalar gradientNorm) {}

  /**
   * Applies a trained network with one input in training mode; the gradient norm shares the forward
   * pass.
   *
   * @throws org.ipmnet.core.UserError for a network that is not piecewise linear
   */
  public PenalisedOutputs applyWithGradientNorm(Network network, Variable input) {
    ForwardPass application = new ForwardPass(network, memory, mode(Parameters.TRAINED, input));
    List<Variable> outputs = apply(application, Parameters.TRAINED, input);
    InputGradientNorm norm = new InputGradientNorm(application);
    return new PenalisedOutputs(outputs, record(norm.value(), norm::backward, norm::drop));
  }

  private List<Variable> apply(Application application, Parameters parameters, Variable... inputs) {
    boolean differentiable = differentiable(parameters, inputs);
    boolean[] wanted = new boolean[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      wanted[i] = inputs[i].differentiable();
    }
    List<Variable> outputs = new ArrayList<>();
    for (INDArray result : application.forward(arrays(inputs))) {
      values.add(result);
      outputs.add(new Variable(result, differentiable));
    }
    if (!differentiable) {
      return outputs;
    }
    open.add(application);
    steps.add(
        () -> {
          open.remove(application);
          INDArray[] gradients = outputs.stream().map(Tape::gradient).toArray(INDArray[]::new);
          if (Arrays.stream(gradients).allMatch(g -> g == null)) {
            application.drop();
            return;
          }
          INDArray[] back =
              application.backward(gradients, wanted, parameters == Parameters.TRAINED);
          for (int i = 0; i < back.length; i++) {
            if (back[i] != null) {
              add(inputs[i], back[i]);
            }
          }
        });
    return List.copyOf(outputs);
  }

  private static INDArray[] arrays(Variable... inputs) {
    return Arrays.stream(inputs).map(Variable::value).toArray(INDArray[]::new);
  }

  /** Whether a gradient flows back through a network. */
  private boolean differentiable(Parameters parameters, Variable... inputs) {
    return (gradients && parameters == Parameters.TRAINED)
        || Arrays.stream(inputs).anyMatch(Variable::differentiable);
  }

  private ForwardPass.Mode mode(Parameters parameters, Variable... inputs) {
    if (!differentiable(parameters, inputs)) {
      return ForwardPass.Mode.UNRECORDED;
    }
    return parameters == Parameters.TRAINED ? ForwardPass.Mode.TRAINING : ForwardPass.Mode.FROZEN;
  }

  /**
   * Applies a network with one output to several batches in training mode: as one batch where the
   * network computes each image by itself, since few large operations cost less than many small
   * ones; else one after the other.
   *
   * @param inputs one list of inputs for each batch
   * @return one variable for each batch
   */
  public List<Variable> applyEach(
      Network network, Parameters parameters, List<List<Variable>> inputs) {
    return applyAllEach(network, parameters, inputs).stream()
        .map(outputs -> outputs.get(0))
        .toList();
  }

  /** The same for a network with several outputs: for each batch one variable an output. */
  public List<List<Variable>> applyAllEach(
      Network network, Parameters parameters, List<List<Variable>> inputs) {
    if (inputs.size() == 1 || !network.perImage()) {
      return inputs.stream()
          .map(batch -> applyAll(network, parameters, batch.toArray(Variable[]::new)))
          .toList();
    }
    Stack stack = Stack.of(inputs.stream().map(batch -> batch.get(0)).toList());
    Variable[] joined = new Variable[inputs.get(0).size()];
    for (int i = 0; i < joined.length; i++) {
      int position = i;
      joined[i] = join(stack, inputs.stream().map(batch -> batch.get(position)).toList());
    }
    List<List<Variable>> parts =
        applyAll(network, parameters, joined).stream().map(output -> part(stack, output)).toList();
    List<List<Variable>> batches = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      int batch = i;
      batches.add(parts.stream().map(output -> output.get(batch)).toList());
    }
    return List.copyOf(batches);
  }

  /** Several batches as one. */
  private Variable join(Stack stack, List<Variable> batches) {
    List<INDArray> arrays = batches.stream().map(Variable::value).toList();
    INDArray first = arrays.get(0);
    return record(
        stack.join(memory, first.dataType(), arrays, first.shape()),
        gradient -> {
          for (int i = 0; i < batches.size(); i++) {
            if (batches.get(i).differentiable()) {
              add(batches.get(i), stack.copy(memory, gradient, i));
            }
          }
          memory.release(gradient);
        },
        batches.toArray(Variable[]::new));
  }

  /** One batch as several; their values are views. */
  private List<Variable> part(Stack stack, Variable all) {
    List<Variable> parts = new ArrayList<>();
    for (int i = 0; i < stack.sizes().length; i++) {
      parts.add(new Variable(stack.part(all.value(), i), all.differentiable()));
    }
    if (all.differentiable()) {
      steps.add(
          () -> {
            List<INDArray> gradients = parts.stream().map(Tape::gradient).toList();
            if (gradients.stream().anyMatch(Objects::nonNull)) {
              INDArray value = all.value();
              add(all, stack.join(memory, value.dataType(), gradients, value.shape()));
              gradients.stream().filter(Objects::nonNull).forEach(memory::release);
            }
          });
    }
    return List.copyOf(parts);
  }

  /**
   * Records the result of an operation.
   *
   * @param result an owned reference
   * @param backward called once with the result's gradient, if there is one
   */
  public Variable record(INDArray result, ArrayBackward backward, Variable... inputs) {
    values.add(result);
    Variable variable =
        new Variable(result, Arrays.stream(inputs).anyMatch(Variable::differentiable));
    if (variable.differentiable()) {
      steps.add(
          () -> {
            INDArray gradient = gradient(variable);
            if (gradient != null) {
              backward.back(gradient);
            }
          });
    }
    return variable;
  }

  /** Records a loss. */
  public Scalar record(double loss, LossBackward backward) {
    return record(loss, null, backward);
  }

  /**
   * Records a loss whose backward pass needs an array.
   *
   * @param needed an owned reference, which passes to {@code backward} if that is called; or null
   */
  public Scalar record(double loss, INDArray needed, LossBackward backward) {
    return record(loss, backward, needed == null ? () -> {} : () -> memory.release(needed));
  }

  /** The same; {@code drop} gives up what {@code backward} needs if that is not called. */
  private Scalar record(double loss, LossBackward backward, Runnable drop) {
    Scalar scalar = new Scalar(loss);
    kept.put(scalar, drop);
    steps.add(
        () -> {
          if (scalar.weight() != 0) {
            kept.remove(scalar);
            backward.back(scalar.weight());
          }
        });
    return scalar;
  }

  /**
   * Adds to a variable's gradient; does nothing for one that needs none.
   *
   * @param gradient an owned reference
   */
  public void add(Variable variable, INDArray gradient) {
    if (!variable.differentiable()) {
      memory.release(gradient);
    } else if (variable.gradient() == null) {
      variable.gradient(gradient);
    } else {
      INDArray sum = memory.writable(variable.gradient());
      Elementwise.add(gradient, sum);
      memory.release(gradient);
      variable.gradient(sum);
    }
  }

  /** Gives a loss its weight in the sum that {@link #backward} differentiates. */
  public void weigh(Scalar loss, double weight) {
    loss.weigh(weight);
  }

  /** Runs all recorded backward passes in reverse order, once. */
  public void backward() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).run();
    }
    steps.clear();
  }

  /** Releases all values; variables of this tape must not be used any more. */
  @Override
  public void close() {
    steps.clear();
    open.forEach(Application::drop);
    open.clear();
    kept.values().forEach(Runnable::run);
    kept.clear();
    values.forEach(memory::release);
    values.clear();
  }

  private static INDArray gradient(Variable variable) {
    INDArray gradient = variable.gradient();
    variable.gradient(null);
    return gradient;
  }
}
