// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.nio.file.Path;
import org.ipmnet.core.config.ConfigTree;

/**
 * The networks that others have trained and that are used frozen here. None of their weights comes
 * with this program: a user fetches the published file and imports it once.
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
      "vgg16-397923af.pth, from download.pytorch.org/models");

  private final String description;
  private final String publication;

  Pretrained(String description, String publication) {
    this.description = description;
    this.publication = publication;
  }

  /** Its name in configurations, commands and file names, such as {@code lpips-alex}. */
  public String key() {
    return ConfigTree.hyphenated(this);
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
}
