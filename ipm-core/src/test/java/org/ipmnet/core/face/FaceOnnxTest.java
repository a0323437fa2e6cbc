// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.ipmnet.core.onnx.WeightType;
import org.ipmnet.core.testing.DrawnHand;
import org.ipmnet.core.testing.OnnxRuntime;
import org.ipmnet.core.testing.TensorAssert;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.ShippedWeights;
import org.ipmnet.core.weights.TensorShapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The networks that find faces, and what is computed around them, in ONNX Runtime. */
class FaceOnnxTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir private Path folder;

  /** Half precision has 11 bits; the errors of some thirty layers add up. */
  private static double tolerance(WeightType type) {
    return type == WeightType.FLOAT32 ? TOLERANCE : 2e-2;
  }

  @ParameterizedTest
  @EnumSource
  void landmarks(WeightType type) {
    try (FaceLandmarkNetwork network =
            new FaceLandmarkNetwork(
                shipped(Pretrained.FACE_LANDMARKS, FaceLandmarkNetwork.shapes()));
        OnnxRuntime runtime = new OnnxRuntime(network.toOnnx(type).bytes())) {
      assertEquals(List.of("picture"), runtime.inputs());
      assertEquals(List.of("points", "presence"), runtime.outputs());
      float[] straight = face(FaceLandmarkNetwork.SIDE, 0, 1, 0);
      float[] tilted = face(FaceLandmarkNetwork.SIDE, 0.2, 1, 0);
      INDArray[] found = runtime.run(batch(FaceLandmarkNetwork.SIDE, straight, tilted));
      for (int i = 0; i < 2; i++) {
        FaceMesh mesh = network.mesh(i == 0 ? straight : tilted);
        OnnxRuntime.assertAlike(
            "points of face " + i,
            Nd4j.createFromArray(mesh.points()),
            found[0].slice(i).reshape(mesh.points().length),
            tolerance(type));
        assertEquals(mesh.presence(), found[1].getDouble(i), tolerance(type));
        assertTrue(mesh.presence() > 0.5, "the drawing is a face: " + mesh.presence());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void detector(WeightType type) {
    float[] picture = face(FaceDetectorNetwork.SIDE, 0, 2, -1);
    try (FaceDetectorNetwork network =
            new FaceDetectorNetwork(
                shipped(Pretrained.FACE_DETECTOR, FaceDetectorNetwork.shapes()));
        OnnxRuntime runtime = new OnnxRuntime(network.toOnnx(type).bytes())) {
      INDArray[] found = runtime.run(batch(FaceDetectorNetwork.SIDE, picture));
      List<BoxCandidate> candidates = network.candidates(picture, 0);
      assertEquals(896, found[0].length());
      int seen = 0;
      for (int i = 0; i < 896; i++) {
        INDArray place = found[1].slice(0).slice(i);
        if (place.getDouble(2) < 0 || place.getDouble(3) < 0) {
          continue; // which candidates leave out
        }
        BoxCandidate candidate = candidates.get(seen++);
        assertEquals(candidate.score(), found[0].getDouble(i), tolerance(type), "score " + i);
        assertEquals(candidate.x(), place.getDouble(0), tolerance(type), "x " + i);
        assertEquals(candidate.y(), place.getDouble(1), tolerance(type), "y " + i);
        assertEquals(candidate.width(), place.getDouble(2), tolerance(type), "width " + i);
        assertEquals(candidate.height(), place.getDouble(3), tolerance(type), "height " + i);
        for (int k = 0; k < 2 * FaceDetectorNetwork.POINTS; k++) {
          assertEquals(
              candidate.points()[k], place.getDouble(4 + k), tolerance(type), "point " + i);
        }
      }
      assertEquals(candidates.size(), seen);
    }
  }

  @Test
  void person() {
    float[] picture = face(PersonNetwork.SIDE, 0, 1, 0);
    try (PersonNetwork network =
            new PersonNetwork(shipped(Pretrained.PERSON, PersonNetwork.shapes()));
        OnnxRuntime runtime = new OnnxRuntime(network.toOnnx(WeightType.FLOAT32).bytes())) {
      INDArray found = runtime.run(batch(PersonNetwork.SIDE, picture))[0];
      OnnxRuntime.assertAlike(
          "person",
          Nd4j.createFromArray(network.probabilities(picture)),
          found.reshape(found.length()),
          3 * TOLERANCE); // it makes ten times as much of a rounding as others do
    }
  }

  @Test
  void palms() {
    float[] picture = DrawnHand.planes(PalmDetectorNetwork.SIDE, new DrawnHand(5, 5, 30));
    try (PalmDetectorNetwork network =
            new PalmDetectorNetwork(
                shipped(Pretrained.PALM_DETECTOR, PalmDetectorNetwork.shapes()));
        OnnxRuntime runtime = new OnnxRuntime(network.toOnnx(WeightType.FLOAT32).bytes())) {
      INDArray[] found = runtime.run(batch(PalmDetectorNetwork.SIDE, picture));
      assertEquals(2016, found[0].length());
      int seen = 0;
      List<BoxCandidate> candidates = network.candidates(picture, LEAST_SCORE);
      for (int i = 0; i < 2016; i++) {
        if (found[0].getDouble(i) >= LEAST_SCORE) {
          BoxCandidate palm = candidates.get(seen++);
          INDArray place = found[1].slice(0).slice(i);
          assertEquals(palm.score(), found[0].getDouble(i), TOLERANCE);
          assertEquals(palm.x(), place.getDouble(0), TOLERANCE);
          assertEquals(palm.width(), place.getDouble(2), TOLERANCE);
          assertEquals(palm.points()[1], place.getDouble(5), TOLERANCE);
        }
      }
      assertEquals(candidates.size(), seen);
      assertTrue(seen > 0, "the drawing is a hand");
    }
  }

  private static final double LEAST_SCORE = 0.3;

  @Test
  void hand() {
    float[] picture = DrawnHand.planes(HandLandmarkNetwork.SIDE, new DrawnHand(8, 0, 0));
    try (HandLandmarkNetwork network =
            new HandLandmarkNetwork(
                shipped(Pretrained.HAND_LANDMARKS, HandLandmarkNetwork.shapes()));
        OnnxRuntime runtime = new OnnxRuntime(network.toOnnx(WeightType.FLOAT32).bytes())) {
      INDArray[] found = runtime.run(batch(HandLandmarkNetwork.SIDE, picture));
      HandMesh mesh = network.mesh(picture);
      OnnxRuntime.assertAlike(
          "points",
          Nd4j.createFromArray(mesh.points()),
          found[0].reshape(found[0].length()),
          TOLERANCE);
      assertEquals(mesh.presence(), found[1].getDouble(0), TOLERANCE);
    }
  }

  /** What was exported is what an import asks for, bit for bit. */
  @Test
  void weightsComeBack() {
    Path file = folder.resolve("landmarks.onnx");
    SortedMap<String, INDArray> tensors =
        shipped(Pretrained.FACE_LANDMARKS, FaceLandmarkNetwork.shapes());
    try (FaceLandmarkNetwork network = new FaceLandmarkNetwork(tensors)) {
      network.toOnnx(WeightType.FLOAT32).write(file);
    }
    SortedMap<String, INDArray> back =
        Pretrained.FACE_LANDMARKS.read(file, FaceLandmarkNetwork.shapes());
    assertEquals(tensors.keySet(), back.keySet());
    tensors.forEach((name, tensor) -> TensorAssert.assertIdentical(name, tensor, back.get(name)));
  }

  private static SortedMap<String, INDArray> shipped(Pretrained network, TensorShapes shapes) {
    return ShippedWeights.orImported(network, FaceDetectorNetwork.class, shapes);
  }

  private static INDArray batch(int side, float[]... pictures) {
    INDArray batch = Nd4j.create(pictures.length, 3, side, side);
    for (int i = 0; i < pictures.length; i++) {
      batch.slice(i).assign(Nd4j.createFromArray(pictures[i]).reshape(3, side, side));
    }
    return batch;
  }

  /** A face of a few ellipses, tilted; values from 0 to 1, scaled and shifted. */
  private static float[] face(int side, double tilt, float scale, float shift) {
    float[] planes = new float[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      double x = (i % side + 0.5) / side - 0.5;
      double y = (i / side + 0.5) / side - 0.5;
      double u = x * Math.cos(tilt) + y * Math.sin(tilt);
      double v = y * Math.cos(tilt) - x * Math.sin(tilt);
      float[] colour = {0.35f, 0.4f, 0.5f};
      paint(colour, ellipse(u, v, 0, -0.05, 0.31, 0.38), 0.25f, 0.16f, 0.1f); // hair
      paint(colour, ellipse(u, v, 0, 0.02, 0.26, 0.34), 0.85f, 0.65f, 0.55f);
      for (int sign = -1; sign <= 1; sign += 2) {
        paint(colour, ellipse(u, v, sign * 0.11, -0.12, 0.07, 0.015), 0.3f, 0.2f, 0.15f);
        paint(colour, ellipse(u, v, sign * 0.11, -0.06, 0.055, 0.025), 0.95f, 0.95f, 0.95f);
        paint(colour, ellipse(u, v, sign * 0.11, -0.06, 0.025, 0.025), 0.15f, 0.1f, 0.1f);
      }
      paint(colour, ellipse(u, v, 0, 0.06, 0.035, 0.05), 0.75f, 0.52f, 0.45f);
      paint(colour, ellipse(u, v, 0, 0.19, 0.09, 0.03), 0.75f, 0.3f, 0.32f);
      paint(colour, ellipse(u, v, 0, 0.19, 0.08, 0.004), 0.4f, 0.15f, 0.15f);
      for (int c = 0; c < 3; c++) {
        planes[c * side * side + i] = colour[c] * scale + shift;
      }
    }
    return planes;
  }

  private static double ellipse(double u, double v, double x, double y, double a, double b) {
    double distance = Math.hypot((u - x) / a, (v - y) / b);
    return Math.max(0, Math.min(1, (1 - distance) * 10 + 0.5));
  }

  private static void paint(float[] colour, double share, float... rgb) {
    for (int c = 0; c < 3; c++) {
      colour[c] += (float) share * (rgb[c] - colour[c]);
    }
  }
}
