// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.onnx;

/**
 * What is computed between networks of one graph, as nodes. Arrays of unlike shapes meet as NumPy's
 * do.
 *
 * @param graph in the making
 * @param name what the nodes' names begin with
 */
public record OnnxArithmetic(OnnxGraph graph, String name) {

  /** Any operator without attributes; channels are those of the first input. */
  public OnnxValue apply(String operator, OnnxValue... inputs) {
    return begin(operator, inputs).done(inputs[0].channels());
  }

  /** Begins a node. */
  public OnnxNode begin(String operator, OnnxValue... inputs) {
    return graph.node(operator, name + "/" + operator, inputs);
  }

  /** a + b. */
  public OnnxValue sum(OnnxValue a, OnnxValue b) {
    return apply("Add", a, b);
  }

  /** a - b. */
  public OnnxValue difference(OnnxValue a, OnnxValue b) {
    return apply("Sub", a, b);
  }

  /** a b. */
  public OnnxValue product(OnnxValue a, OnnxValue b) {
    return apply("Mul", a, b);
  }

  /** a times a number. */
  public OnnxValue product(OnnxValue a, double number) {
    return product(a, number(number));
  }

  /** a / b. */
  public OnnxValue quotient(OnnxValue a, OnnxValue b) {
    return apply("Div", a, b);
  }

  /** No less than one number and no more than another one. */
  public OnnxValue clamped(OnnxValue a, double least, double most) {
    return apply("Clip", a, number(least), number(most));
  }

  /** A number. */
  public OnnxValue number(double value) {
    return graph.number(name + "/Constant", value);
  }

  /** Numbers of any shape. */
  public OnnxValue numbers(long[] shape, float... values) {
    return graph.constant(name + "/Constant", shape, values);
  }

  /** Whole numbers. */
  public OnnxValue whole(long... values) {
    return graph.constant(name + "/Constant", values);
  }

  /**
   * The same values in another shape.
   *
   * @param shape 0 for a size that stays, -1 for one that follows from the others
   */
  public OnnxValue reshaped(OnnxValue a, long... shape) {
    return begin("Reshape", a, whole(shape)).done(shape.length > 1 ? Math.max(0, shape[1]) : 0);
  }

  /** Dimensions in another order. */
  public OnnxValue transposed(OnnxValue a, long... order) {
    return begin("Transpose", a).with("perm", order).done();
  }

  /** Those with these numbers along a dimension. */
  public OnnxValue chosen(OnnxValue a, long dimension, long... numbers) {
    return begin("Gather", a, whole(numbers)).withOne("axis", dimension).done(numbers.length);
  }

  /** One behind the other along a dimension. */
  public OnnxValue joined(long dimension, OnnxValue... parts) {
    long channels = 0;
    for (OnnxValue part : parts) {
      channels = dimension == 1 ? channels + part.channels() : part.channels();
    }
    return begin("Concat", parts).withOne("axis", dimension).done(channels);
  }

  /** Sums over dimensions, which stay with size 1. */
  public OnnxValue sums(OnnxValue a, long... dimensions) {
    return begin("ReduceSum", a, whole(dimensions)).done(a.channels());
  }

  /** ReduceMin, ReduceMax or ReduceMean over one dimension, which stays with size 1. */
  public OnnxValue over(String operator, OnnxValue a, long dimension) {
    return begin(operator, a).with("axes", dimension).done();
  }

  /** a where a condition holds, else b. */
  public OnnxValue either(OnnxValue condition, OnnxValue a, OnnxValue b) {
    return begin("Where", condition, a, b).done(a.channels());
  }

  /** 1 where a condition holds, else 0. */
  public OnnxValue one(OnnxValue condition) {
    return begin("Cast", condition).withOne("to", 1).done(condition.channels());
  }
}
