// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import static org.ipmnet.core.testing.TensorAssert.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.ipmnet.core.image.Layout;
import org.ipmnet.core.network.Flow;
import org.ipmnet.core.network.GraphShapes;
import org.ipmnet.core.network.Inference;
import org.ipmnet.core.network.Network;
import org.ipmnet.core.testing.GoldenFolder;
import org.ipmnet.core.testing.Npy;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.core.vertex.Padding;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.ShippedWeights;
import org.ipmnet.core.weights.TensorShapes;
import org.ipmnet.core.weights.WeightFile;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * MediaPipe's networks against its own outputs, and what comes with the program against its files.
 */
class FaceNetworksGoldenTest {
  private static final double TOLERANCE = 1e-3; // of the largest output, as the case says

  @Test
  void detector() {
    try (FaceDetectorNetwork network = new FaceDetectorNetwork(shipped(Pretrained.FACE_DETECTOR))) {
      float[] picture = picture("face_detection_short_range");
      for (int i = 0; i < picture.length; i++) {
        picture[i] = picture[i] / 127.5f - 1;
      }
      float[][] planes = network.outputs(picture);
      float[] logits = new float[896];
      float[] values = new float[896 * 16];
      int anchor = 0;
      for (int grid = 0; grid < 2; grid++) {
        int cells = grid == 0 ? 256 : 64;
        for (int cell = 0; cell < cells; cell++) {
          for (int a = 0; a < planes[2 * grid].length / cells; a++, anchor++) {
            logits[anchor] = planes[2 * grid][a * cells + cell];
            for (int k = 0; k < 16; k++) {
              values[16 * anchor + k] = planes[2 * grid + 1][(16 * a + k) * cells + cell];
            }
          }
        }
      }
      assertOutput("face_detection_short_range.classificators", logits);
      assertOutput("face_detection_short_range.regressors", values);
    }
  }

  /** The network without attention is not in the program, but built of the same blocks. */
  @Test
  void landmarksWithoutAttention() {
    Network network = Network.of("plain", plainLandmarks());
    Path file = OutsideFolder.MODELS.resolve("mediapipe/face_landmark.tflite");
    try (WeightFile weights = WeightFile.open(file);
        Inference inference = new Inference(DataType.FLOAT)) {
      SortedMap<String, INDArray> tensors =
          GraphShapes.of(plainLandmarks())
              .read(file.toString(), "a test", weights.stateDict(), name -> false);
      network.parameterViews().forEach((name, view) -> view.assign(tensors.get(name)));
      float[] picture = picture("face_landmark");
      for (int i = 0; i < picture.length; i++) {
        picture[i] /= 255;
      }
      INDArray image = Nd4j.createFromArray(picture).reshape(1, 3, 192, 192);
      float[][] found = NetworkValues.of(inference.apply(network, image));
      assertOutput("face_landmark.conv2d_21", found[0]);
      assertOutput("face_landmark.conv2d_31", found[1]);
    }
  }

  private static ComputationGraphConfiguration plainLandmarks() {
    Flow image = Flow.from(Flow.graph(DataType.FLOAT, "image"), "image", 3, Padding.ZERO);
    BlazeBlocks blocks = new BlazeBlocks(true, 1, 1, 1);
    List<Flow> trunk = FaceLandmarkNetwork.trunk(blocks, image.in(Layout.FASTEST, "fastest"));
    Flow face = blocks.block(blocks.pointwise(FaceLandmarkNetwork.last(trunk), 32), 32, 1);
    BlazeBlocks ofPresence = new BlazeBlocks(true, 23, 28, 26);
    Flow presence = ofPresence.block(trunk.get(14), 128, 2);
    presence = ofPresence.block(ofPresence.pointwise(presence, 32), 32, 1);
    return Flow.end(
        FaceLandmarkNetwork.planes(face, "conv2d_21", 1404, 3),
        FaceLandmarkNetwork.planes(presence, "conv2d_31", 1, 3));
  }

  @Test
  void detectorIsThatOfTheFile() {
    same(
        Pretrained.FACE_DETECTOR,
        FaceDetectorNetwork.shapes(),
        "mediapipe/face_detection_short_range.tflite");
  }

  @Test
  void landmarksAreThoseOfTheFile() {
    same(
        Pretrained.FACE_LANDMARKS,
        FaceLandmarkNetwork.shapes(),
        "mediapipe/face_landmark_with_attention.tflite");
  }

  private static void same(Pretrained network, TensorShapes wanted, String file) {
    SortedMap<String, INDArray> expected = network.read(OutsideFolder.MODELS.resolve(file), wanted);
    Map<String, INDArray> found = shipped(network);
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((name, tensor) -> assertIdentical(name, tensor, found.get(name)));
  }

  private static Map<String, INDArray> shipped(Pretrained network) {
    TensorShapes wanted =
        network == Pretrained.FACE_DETECTOR
            ? FaceDetectorNetwork.shapes()
            : FaceLandmarkNetwork.shapes();
    return ShippedWeights.read(
        FaceDetectorNetwork.class,
        network.key() + ".safetensors",
        file -> network.read(file, wanted));
  }

  /** [h, w, 3] as planes. */
  private static float[] picture(String network) {
    double[] pixels =
        Npy.read(GoldenFolder.file("face-landmarks", network + ".image.npy")).values();
    float[] planes = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      planes[i % 3 * (pixels.length / 3) + i / 3] = (float) pixels[i];
    }
    return planes;
  }

  private static void assertOutput(String name, float[] found) {
    double[] expected = Npy.read(GoldenFolder.file("face-landmarks", name + ".npy")).values();
    assertEquals(expected.length, found.length, name);
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < found.length; i++) {
      assertEquals(expected[i], found[i], TOLERANCE * largest, name + " " + i);
    }
  }
}
