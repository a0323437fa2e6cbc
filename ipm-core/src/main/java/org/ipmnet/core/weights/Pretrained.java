// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.HyphenatedName;
import org.ipmnet.core.io.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pretrained networks, which are not trained here. A user downloads the published file and imports
 * it once; only LPIPS's small heads come with this program.
 */
public enum Pretrained {
  /** R, the perceptual network of equation (2). */
  VGGFACE2(
      "ResNet-50 trained on VGGFace2, for the perceptual loss",
      "resnet50_ft_weight.pkl, linked from github.com/cydonia999/VGGFace2-pytorch"),
  /** The face parser of section 3.1. */
  BISENET(
      "BiSeNet trained on CelebAMask-HQ, for face parsing",
      "79999_iter.pth, linked from github.com/zllrunning/face-parsing.PyTorch"),
  /** What BeautyGAN's perceptual loss looks through. */
  VGG19(
      "VGG-19 trained on ImageNet, converted from Caffe, for BeautyGAN's perceptual loss",
      "vgg_conv.pth, which download_models.sh of github.com/leongatys/PytorchNeuralStyleTransfer"
          + " fetches"),
  /** The features of the Frechet inception distance. */
  INCEPTION(
      "Inception v3 with the weights of the original FID, for FID",
      "pt_inception-2015-12-05-6726825d.pth, from the releases of github.com/mseitzer/pytorch-fid"),
  /** The backbone of LPIPS with AlexNet. */
  LPIPS_ALEX(
      "AlexNet trained on ImageNet, for LPIPS",
      "alexnet-owt-7be5be79.pth, from download.pytorch.org/models"),
  /** The backbone of LPIPS with VGG-16. */
  LPIPS_VGG(
      "VGG-16 trained on ImageNet, for LPIPS",
      "vgg16-397923af.pth, from download.pytorch.org/models"),
  /** What LPIPS multiplies AlexNet's channels with. */
  LPIPS_ALEX_HEADS(
      "the linear heads of LPIPS v0.1 over AlexNet, for LPIPS",
      "lpips/weights/v0.1/alex.pth of github.com/richzhang/PerceptualSimilarity"),
  /** What LPIPS multiplies VGG-16's channels with. */
  LPIPS_VGG_HEADS(
      "the linear heads of LPIPS v0.1 over VGG-16, for LPIPS",
      "lpips/weights/v0.1/vgg.pth of github.com/richzhang/PerceptualSimilarity"),
  /** What finds faces. */
  FACE_DETECTOR(
      "MediaPipe's face detector, which comes with this program",
      "face_detection_short_range.tflite of the PyPI package mediapipe 0.10.14"),
  /** What finds a face's points. */
  FACE_LANDMARKS(
      "MediaPipe's face landmarks with attention, which come with this program",
      "face_landmark_with_attention.tflite of the PyPI package mediapipe 0.10.14"),
  /** What tells a person from the background. */
  PERSON(
      "MediaPipe's segmentation of people, which comes with this program",
      "selfie_segmentation.tflite of the PyPI package mediapipe 0.10.14"),
  /** What finds hands. */
  PALM_DETECTOR(
      "MediaPipe's palm detector, which comes with this program",
      "palm_detection_lite.tflite of the PyPI package mediapipe 0.10.14"),
  /** What finds a hand's points. */
  HAND_LANDMARKS(
      "MediaPipe's hand landmarks, which come with this program",
      "hand_landmark_lite.tflite of the PyPI package mediapipe 0.10.14");

  private final String description;
  private final String publication;

  Pretrained(String description, String publication) {
    this.description = description;
    this.publication = publication;
  }

  /** Its name in configurations, commands and file names, such as {@code lpips-alex}. */
  public String key() {
    return HyphenatedName.of(this);
  }

  /** Whether a configuration can name its file; of the others no training has need. */
  public boolean hasKey() {
    return switch (this) {
      case BISENET, FACE_DETECTOR, FACE_LANDMARKS, PERSON, PALM_DETECTOR, HAND_LANDMARKS -> false;
      default -> true;
    };
  }

  /** What it is and what it is for. */
  public String description() {
    return description;
  }

  /** The file that its publication offers, and where. */
  public String publication() {
    return publication;
  }

  /**
   * Where an import puts it and where it is looked for: {@code KEY.safetensors} in {@code
   * ~/.ipm/weights}, or in the folder that the system property {@code ipm.weights} names.
   */
  public Path defaultFile() {
    String folder = System.getProperty("ipm.weights");
    Path weights =
        folder == null
            ? Path.of(System.getProperty("user.home"), ".ipm", "weights")
            : Path.of(folder);
    return weights.resolve(key() + ".safetensors");
  }

  /**
   * Reads the network's tensors from a file of any format: the published one, or what an import
   * wrote. A dictionary around them, such as {@code state_dict}, and the prefixes of wrapped
   * networks, such as {@code module.}, are ignored.
   *
   * @param wanted the tensors that the network's graph has, spelled as in the published file
   * @return new float32 arrays by name, exactly those wanted
   * @throws UserError naming all missing, misshapen and surplus tensors at once
   */
  public SortedMap<String, INDArray> read(Path file, TensorShapes wanted) {
    try (WeightFile weights = WeightFile.open(file)) {
      return wanted.read(file.toString(), description, weights.stateDict(), this::isSurplus);
    }
  }

  /** What a published file may hold beside. */
  private boolean isSurplus(String name) {
    return name.endsWith(".num_batches_tracked")
        || switch (this) {
          case VGGFACE2 -> true; // what else its file holds is not documented
          case BISENET,
              LPIPS_ALEX_HEADS,
              LPIPS_VGG_HEADS,
              FACE_DETECTOR,
              FACE_LANDMARKS,
              PERSON,
              PALM_DETECTOR ->
              false;
          case HAND_LANDMARKS -> // which hand it is, and where it is in metres
              name.startsWith("conv_handedness.") || name.startsWith("conv_world_landmarks.");
          case VGG19 ->
              name.matches("conv[45]_[1-4]\\.(weight|bias)"); // behind the last layer used
          case INCEPTION -> name.startsWith("fc.") || name.startsWith("AuxLogits.");
          case LPIPS_ALEX, LPIPS_VGG -> name.startsWith("classifier.");
        };
  }

  /**
   * Converts a published file.
   *
   * @param from in any format
   * @param to the safetensors file to write; its folder is made
   * @param wanted as {@link #read}
   * @throws UserError as {@link #read}, or if it cannot be written or is the file to read
   */
  public void convert(Path from, Path to, TensorShapes wanted) {
    SortedMap<String, INDArray> tensors = read(from, wanted);
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      if (Files.exists(to) && Files.isSameFile(from, to)) {
        throw new UserError(
            "%s would be written over by what is read from it: it is where it is looked for already",
            from);
      }
    } catch (IOException e) {
      throw new UserError(e, "folder of %s cannot be made: %s", to, AtomicFile.reason(e));
    }
    SafeTensors.write(to, tensors, Map.of("format", "pt", "ipm.network", key()));
  }
}
