// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.parsing;

import java.util.Map;
import java.util.TreeMap;
import org.ipmnet.core.face.PersonNetwork;
import org.ipmnet.core.io.ResourcePool;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.SafeTensors;
import org.ipmnet.core.weights.ShippedWeights;
import org.ipmnet.data.face.FaceLandmarks;
import org.ipmnet.data.image.AffineMap;
import org.ipmnet.data.image.GrayImage;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.eval.landmark.FaceLandmarker;
import org.ipmnet.eval.landmark.SeenPhoto;
import org.ipmnet.eval.segmentation.HeadPart;
import org.ipmnet.eval.segmentation.HeadSegmentation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parser that comes with the program. A face's points say where its features are, a network
 * what is a person, and the picture's own colours what of that is skin, hair, neck or clothes. It
 * was not trained on maps of faces, and has no use for a picture without one.
 */
final class LandmarkParser implements FaceParser {
  private static final LabelScheme LABELS = LabelScheme.MT;

  /** The points on the oval beside the person's ears. */
  private static final int RIGHT = 234;

  private static final int LEFT = 454;

  private final ResourcePool<PersonNetwork> people;
  private final ResourcePool<FaceLandmarker> landmarkers;
  private final String fingerprint;

  /**
   * A parser.
   *
   * @param workers how many threads may parse at once; others wait
   */
  LandmarkParser(int workers) {
    Map<String, INDArray> tensors =
        ShippedWeights.orImported(Pretrained.PERSON, PersonNetwork.class, PersonNetwork.shapes());
    this.fingerprint = Long.toHexString(SafeTensors.checksum(new TreeMap<>(tensors)));
    this.people = new ResourcePool<>(workers, () -> new PersonNetwork(tensors));
    this.landmarkers = new ResourcePool<>(workers, FaceLandmarker::new);
  }

  @Override
  public LabelScheme labels() {
    return LABELS;
  }

  @Override
  public int size() {
    return PersonNetwork.SIDE;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  /** Finds the largest face by itself; without one all is background. */
  @Override
  public GrayImage parse(RgbImage photo, int mapWidth, int mapHeight) {
    return landmarkers.use(
        landmarker -> parse(photo, landmarker.see(photo, 1), mapWidth, mapHeight));
  }

  private GrayImage parse(RgbImage photo, SeenPhoto seen, int mapWidth, int mapHeight) {
    if (seen.faces().isEmpty()) {
      return new GrayImage(mapWidth, mapHeight, new byte[Math.multiplyExact(mapWidth, mapHeight)]);
    }
    FaceLandmarks face = seen.faces().get(0);
    try (FaceMapping mapping =
        FaceMapping.of(photo, face, AffineMap.IDENTITY, mapWidth, mapHeight)) {
      return mapping.map(this, seen.handsNear(face));
    }
  }

  @Override
  public GrayImage parse(
      RgbImage picture, FaceLandmarks face, AffineMap toPicture, int mapWidth, int mapHeight) {
    RgbImage seen = picture.resized(size(), size());
    AffineMap toSeen =
        toPicture.scaled((double) size() / picture.width(), (double) size() / picture.height());
    float[] person = people.use(network -> network.probabilities(planes(seen)));
    AffineMap toMap =
        toPicture.scaled(
            (double) mapWidth / picture.width(), (double) mapHeight / picture.height());
    HeadPart[] parts =
        HeadSegmentation.of(seen, face, toSeen, person).likeliest(mapWidth, mapHeight);
    byte[] values = new byte[parts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(parts[i], face, toMap, i % mapWidth, i / mapWidth);
    }
    return new GrayImage(mapWidth, mapHeight, values);
  }

  private static float[] planes(RgbImage picture) {
    byte[] rgb = picture.rgb();
    float[] planes = new float[rgb.length];
    int plane = rgb.length / 3;
    for (int i = 0; i < rgb.length; i++) {
      planes[i % 3 * plane + i / 3] = (rgb[i] & 0xFF) / 255f;
    }
    return planes;
  }

  private static byte value(HeadPart part, FaceLandmarks face, AffineMap toMap, int x, int y) {
    FacePart named =
        switch (part) {
          case SKIN -> FacePart.SKIN;
          case HAIR -> FacePart.HAIR;
          case NECK -> FacePart.NECK;
          case EAR -> FacePart.EAR;
          case CLOTHES, BACKGROUND -> FacePart.BACKGROUND; // the scheme has no clothes
        };
    boolean second =
        part == HeadPart.EAR && away(face, RIGHT, toMap, x, y) < away(face, LEFT, toMap, x, y);
    return (byte) (second ? LABELS.parts().lastIndexOf(named) : LABELS.parts().indexOf(named));
  }

  private static double away(FaceLandmarks face, int point, AffineMap toMap, int x, int y) {
    double pointX = toMap.x(face.x(point), face.y(point));
    double pointY = toMap.y(face.x(point), face.y(point));
    return Math.hypot(x + 0.5 - pointX, y + 0.5 - pointY);
  }

  @Override
  public void close() {
    people.close();
    landmarkers.close();
  }
}
