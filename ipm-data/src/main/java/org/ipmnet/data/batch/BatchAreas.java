// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.batch;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.IpmNet;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig.Pooling;
import org.ipmnet.data.label.FaceAreas;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Sample;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The areas of a batch's faces as networks and losses want them. */
public final class BatchAreas {
  private final int side;
  private final List<FaceAreas> faces;

  private BatchAreas(int side, List<FaceAreas> faces) {
    this.side = side;
    this.faces = faces;
  }

  /** Those of faces with maps. */
  public static BatchAreas of(FaceBatch batch) {
    int side = (int) batch.images().size(2);
    return new BatchAreas(
        side,
        Arrays.stream(batch.regions())
            .map(codes -> FaceAreas.of(new RegionMap(side, side, codes)))
            .toList());
  }

  /** Those of one face. */
  public static BatchAreas of(Sample face) {
    return new BatchAreas(face.size(), List.of(FaceAreas.of(face.parts())));
  }

  /** What E_S reads beside pictures of these faces. */
  public List<INDArray> ofStyle(IpmNet net) {
    return net.pooling() == Pooling.REGIONS_AND_SKIN
        ? List.of(contrasts(net), means(net.style().type()))
        : List.of(contrasts(net));
  }

  /** See {@link FaceAreas#contrasts}: [batch, maps, side / reduction, side / reduction]. */
  private INDArray contrasts(IpmNet net) {
    int small = side / net.areaReduction();
    int maps = net.pooling().areaMaps();
    float[] weights = new float[faces.size() * maps * small * small];
    for (int i = 0; i < faces.size(); i++) {
      int first = i * maps * small * small;
      faces.get(i).contrasts(net.areaReduction(), weights, first);
      if (net.pooling() == Pooling.REGIONS_AND_SKIN) {
        FaceAreas.repeatSkin(weights, first, small * small);
      }
    }
    return Nd4j.createFromArray(weights)
        .castTo(net.style().type())
        .reshape('c', faces.size(), maps, small, small);
  }

  /** What each pixel contributes to the mean of each area: [batch, areas, side, side]. */
  private INDArray means(DataType type) {
    return planes(
        type,
        face ->
            Arrays.stream(face.pixels())
                .map(pixels -> pixels < FaceAreas.LEAST_PIXELS ? 0 : 1 / pixels)
                .toArray());
  }

  /** How much each pixel belongs to each area: [batch, areas, side, side]. */
  public INDArray shares(DataType type) {
    double[] ones = new double[FaceArea.COUNT];
    Arrays.fill(ones, 1);
    return planes(type, face -> ones);
  }

  /** All areas' planes, each times a factor of its area. */
  private INDArray planes(DataType type, Function<FaceAreas, double[]> factors) {
    int plane = side * side;
    float[] all = new float[faces.size() * FaceArea.COUNT * plane];
    int at = 0;
    for (FaceAreas face : faces) {
      double[] ofFace = factors.apply(face);
      for (int area = 0; area < FaceArea.COUNT; area++) {
        float times = (float) ofFace[area];
        for (float share : face.planes()[area]) {
          all[at++] = times * share;
        }
      }
    }
    return Nd4j.createFromArray(all)
        .castTo(type)
        .reshape('c', faces.size(), FaceArea.COUNT, side, side);
  }

  /**
   * Weights of pixels in a loss over the makeup area in which each area counts alike, however small
   * it is: [batch, 1, side, side]. Those of a face add up to its makeup area's pixels, as those of
   * 1 for each of them do.
   */
  public INDArray balanced(DataType type) {
    int plane = side * side;
    float[] weights = new float[faces.size() * plane];
    for (int face = 0; face < faces.size(); face++) {
      double[] pixels = faces.get(face).pixels();
      double all = Arrays.stream(pixels).sum();
      long seen = Arrays.stream(pixels).filter(count -> count >= FaceAreas.LEAST_PIXELS).count();
      for (int area = 0; area < pixels.length; area++) {
        if (pixels[area] >= FaceAreas.LEAST_PIXELS) {
          float[] shares = faces.get(face).planes()[area];
          float weight = (float) (all / seen / pixels[area]);
          for (int i = 0; i < plane; i++) {
            weights[face * plane + i] += weight * shares[i];
          }
        }
      }
    }
    return Nd4j.createFromArray(weights).castTo(type).reshape('c', faces.size(), 1, side, side);
  }
}
