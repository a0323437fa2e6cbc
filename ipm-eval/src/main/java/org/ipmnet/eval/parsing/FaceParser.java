// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.Map;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.core.parsing.WorkingParser;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes parsing maps of pictures that a face fills. Threads take turns. */
public final class FaceParser implements AutoCloseable {
  private final WorkingParser network;
  private final LabelScheme labels;
  private final int size;

  /**
   * A parser.
   *
   * @param tensors its weights by published name
   * @param labels what its classes mean
   * @param size side of the square that pictures are brought to
   */
  public FaceParser(
      BiSeNetConfig sizes, Map<String, INDArray> tensors, LabelScheme labels, int size) {
    if (sizes.classes() != labels.size()) {
      throw new IllegalArgumentException(
          "%d classes for the %d values of %s".formatted(sizes.classes(), labels.size(), labels));
    }
    BiSeNetConfig.requireSide("size", size);
    this.network = new WorkingParser(sizes, tensors);
    this.labels = labels;
    this.size = size;
  }

  /** What the values of its maps mean. */
  public LabelScheme labels() {
    return labels;
  }

  /** Side of the square that pictures are brought to. */
  public int size() {
    return size;
  }

  /**
   * Parses a picture, as a whole and stretched to a square.
   *
   * @return a map of the picture's size, values of {@link #labels}
   */
  public GrayImage parse(RgbImage photo) {
    GrayImage map = parseSquare(photo.resized(size, size));
    return map.resizedNearest(photo.width(), photo.height());
  }

  /** Parses a square of its own size. */
  public synchronized GrayImage parseSquare(RgbImage square) {
    return new GrayImage(
        square.width(),
        square.height(),
        network.classes(square.rgb(), square.height(), square.width()));
  }

  @Override
  public synchronized void close() {
    network.close();
  }
}
