// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.core.parsing.BiSeNetConfig;
import org.ipmnet.core.parsing.WorkingParser;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A BiSeNet. Scores are interpolated to the map's size: edges stay smooth. */
final class NetworkParser implements FaceParser {
  private final ResourcePool<WorkingParser> networks;
  private final LabelScheme labels;
  private final int size;
  private final String fingerprint;

  /**
   * A parser with these weights.
   *
   * @param workers how many threads may parse at once; others wait
   */
  NetworkParser(
      BiSeNetConfig sizes,
      Map<String, INDArray> tensors,
      LabelScheme labels,
      int size,
      int workers) {
    if (sizes.classes() != labels.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d classes for the %d values of %s",
              sizes.classes(),
              labels.size(),
              labels));
    }
    BiSeNetConfig.requireSide("size", size);
    this.labels = labels;
    this.size = size;
    this.fingerprint = Long.toHexString(SafeTensors.checksum(new TreeMap<>(tensors)));
    WorkingParser weights = new WorkingParser(sizes, tensors); // works not itself: holds no memory
    this.networks = new ResourcePool<>(workers, weights::sharingWeights);
  }

  @Override
  public LabelScheme labels() {
    return labels;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public GrayImage parse(RgbImage photo, int mapWidth, int mapHeight) {
    RgbImage square = photo.resized(size, size);
    byte[] classes =
        networks.use(network -> network.classes(square.rgb(), size, size, mapHeight, mapWidth));
    return new GrayImage(mapWidth, mapHeight, classes);
  }

  @Override
  public void close() {
    networks.close();
  }
}
