// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.convolution;

import java.util.Locale;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * How a convolution's kernel moves over an image.
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param stride pixels from one place of the kernel to the next
 * @param padRows pixels that the kernel sees above and below the image
 * @param padColumns pixels that it sees to the left and right
 */
public record Window(
    @JsonProperty("height") int height,
    @JsonProperty("width") int width,
    @JsonProperty("stride") int stride,
    @JsonProperty("padRows") int padRows,
    @JsonProperty("padColumns") int padColumns) {

  /** Read from a layer's JSON. */
  @JsonCreator
  public Window {}

  /** A square kernel with {@code pad} pixels on every side. */
  public static Window square(int kernel, int stride, int pad) {
    return new Window(kernel, kernel, stride, pad, pad);
  }

  /** A kernel of odd extent that moves pixel by pixel, padded so that the image keeps its size. */
  public static Window same(int height, int width) {
    return new Window(height, width, 1, (height - 1) / 2, (width - 1) / 2);
  }

  /** The same for an image that is padded already. */
  public Window unpadded() {
    return new Window(height, width, stride, 0, 0);
  }

  /** Pixels that the kernel sees above, to the left, below and to the right, as ONNX has them. */
  public long[] pads() {
    return new long[] {padRows, padColumns, padRows, padColumns};
  }

  /** Rows of the output: (h + 2p - k) / s + 1, rounded down. */
  public long rows(long inputRows) {
    return (inputRows + 2L * padRows - height) / stride + 1;
  }

  /** Columns of the output. */
  public long columns(long inputColumns) {
    return (inputColumns + 2L * padColumns - width) / stride + 1;
  }

  /** Kernel, stride and padding, such as {@code 3x3/2+1x1}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%dx%d/%d+%dx%d", height, width, stride, padRows, padColumns);
  }
}
