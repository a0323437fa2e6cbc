// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

/**
 * The tensors of the {@link Pretrained} networks, spelled as in their published files. Classifiers
 * that are not used here are left out.
 */
final class PretrainedShapes {
  private PretrainedShapes() {}

  static TensorShapes of(Pretrained network) {
    TensorShapes shapes = new TensorShapes();
    switch (network) {
      case VGGFACE2 -> resnet50(shapes);
      case BISENET -> bisenet(shapes);
      case VGG19 -> vgg19(shapes);
      case INCEPTION -> inception(shapes);
      case LPIPS_ALEX ->
          shapes
              .withBias("features.0", 64, 3, 11, 11)
              .withBias("features.3", 192, 64, 5, 5)
              .withBias("features.6", 384, 192, 3, 3)
              .withBias("features.8", 256, 384, 3, 3)
              .withBias("features.10", 256, 256, 3, 3);
      case LPIPS_VGG -> vgg16(shapes);
      case LPIPS_ALEX_HEADS -> heads(shapes, 64, 192, 384, 256, 256);
      case LPIPS_VGG_HEADS -> heads(shapes, 64, 128, 256, 512, 512);
    }
    return shapes;
  }

  /** He et al. 2016, bottlenecks 3, 4, 6, 3. */
  private static void resnet50(TensorShapes shapes) {
    shapes.add("conv1.weight", 64, 3, 7, 7).norm("bn1", 64);
    int in = 64;
    int[] blocks = {3, 4, 6, 3};
    for (int stage = 0; stage < blocks.length; stage++) {
      int width = 64 << stage;
      for (int block = 0; block < blocks[stage]; block++) {
        String name = "layer" + (stage + 1) + "." + block;
        shapes.add(name + ".conv1.weight", width, in, 1, 1).norm(name + ".bn1", width);
        shapes.add(name + ".conv2.weight", width, width, 3, 3).norm(name + ".bn2", width);
        shapes.add(name + ".conv3.weight", 4 * width, width, 1, 1).norm(name + ".bn3", 4 * width);
        if (block == 0) {
          shortcut(shapes, name, 4 * width, in);
        }
        in = 4 * width;
      }
    }
  }

  private static void shortcut(TensorShapes shapes, String block, int out, int in) {
    shapes.add(block + ".downsample.0.weight", out, in, 1, 1).norm(block + ".downsample.1", out);
  }

  /** Yu et al. 2018 as the face-parsing program has it, 19 classes, over ResNet-18. */
  private static void bisenet(TensorShapes shapes) {
    shapes.add("cp.resnet.conv1.weight", 64, 3, 7, 7).norm("cp.resnet.bn1", 64);
    int in = 64;
    for (int stage = 0; stage < 4; stage++) {
      int width = 64 << stage;
      for (int block = 0; block < 2; block++) {
        String name = "cp.resnet.layer" + (stage + 1) + "." + block;
        shapes.add(name + ".conv1.weight", width, in, 3, 3).norm(name + ".bn1", width);
        shapes.add(name + ".conv2.weight", width, width, 3, 3).norm(name + ".bn2", width);
        if (in != width) {
          shortcut(shapes, name, width, in);
        }
        in = width;
      }
    }
    for (int scale : new int[] {16, 32}) { // attention refinement
      String name = "cp.arm" + scale;
      normed(shapes, name + ".conv", 128, 16 * scale, 3, 3);
      shapes.add(name + ".conv_atten.weight", 128, 128, 1, 1).norm(name + ".bn_atten", 128);
    }
    normed(shapes, "cp.conv_head32", 128, 128, 3, 3);
    normed(shapes, "cp.conv_head16", 128, 128, 3, 3);
    normed(shapes, "cp.conv_avg", 128, 512, 1, 1);
    normed(shapes, "ffm.convblk", 256, 256, 1, 1);
    shapes.add("ffm.conv1.weight", 64, 256, 1, 1).add("ffm.conv2.weight", 256, 64, 1, 1);
    head(shapes, "conv_out", 256, 256);
    head(shapes, "conv_out16", 64, 128);
    head(shapes, "conv_out32", 64, 128);
  }

  private static void head(TensorShapes shapes, String name, int width, int in) {
    normed(shapes, name + ".conv", width, in, 3, 3);
    shapes.add(name + ".conv_out.weight", 19, width, 1, 1);
  }

  private static void normed(TensorShapes shapes, String name, long... kernel) {
    shapes.add(name + ".conv.weight", kernel).norm(name + ".bn", kernel[0]);
  }

  /** Simonyan and Zisserman 2015, configuration D; numbers count layers as torchvision does. */
  private static void vgg16(TensorShapes shapes) {
    int[][] groups = {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}};
    int in = 3;
    int layer = 0;
    for (int[] group : groups) {
      for (int i = 0; i < group[1]; i++) {
        shapes.withBias("features." + layer, group[0], in, 3, 3);
        in = group[0];
        layer += 2; // the ReLU behind it
      }
      layer++; // the pool
    }
  }

  /** The same authors' configuration E up to conv4_1, as Gatys et al. name the layers. */
  private static void vgg19(TensorShapes shapes) {
    int[][] groups = {{64, 2}, {128, 2}, {256, 4}, {512, 1}};
    int in = 3;
    for (int group = 0; group < groups.length; group++) {
      for (int i = 1; i <= groups[group][1]; i++) {
        shapes.withBias("conv%d_%d".formatted(group + 1, i), groups[group][0], in, 3, 3);
        in = groups[group][0];
      }
    }
  }

  /** Zhang et al. 2018: a 1x1 convolution without bias behind each of five layers. */
  private static void heads(TensorShapes shapes, int... channels) {
    for (int layer = 0; layer < channels.length; layer++) {
      shapes.add("lin" + layer + ".model.1.weight", 1, channels[layer], 1, 1);
    }
  }

  /** Szegedy et al. 2016 without the auxiliary classifier. */
  private static void inception(TensorShapes shapes) {
    normed(shapes, "Conv2d_1a_3x3", 32, 3, 3, 3);
    normed(shapes, "Conv2d_2a_3x3", 32, 32, 3, 3);
    normed(shapes, "Conv2d_2b_3x3", 64, 32, 3, 3);
    normed(shapes, "Conv2d_3b_1x1", 80, 64, 1, 1);
    normed(shapes, "Conv2d_4a_3x3", 192, 80, 3, 3);
    inceptionA(shapes, "Mixed_5b", 192, 32);
    inceptionA(shapes, "Mixed_5c", 256, 64);
    inceptionA(shapes, "Mixed_5d", 288, 64);
    normed(shapes, "Mixed_6a.branch3x3", 384, 288, 3, 3);
    doubled(shapes, "Mixed_6a.", 288);
    inceptionC(shapes, "Mixed_6b", 128);
    inceptionC(shapes, "Mixed_6c", 160);
    inceptionC(shapes, "Mixed_6d", 160);
    inceptionC(shapes, "Mixed_6e", 192);
    normed(shapes, "Mixed_7a.branch3x3_1", 192, 768, 1, 1);
    normed(shapes, "Mixed_7a.branch3x3_2", 320, 192, 3, 3);
    normed(shapes, "Mixed_7a.branch7x7x3_1", 192, 768, 1, 1);
    normed(shapes, "Mixed_7a.branch7x7x3_2", 192, 192, 1, 7);
    normed(shapes, "Mixed_7a.branch7x7x3_3", 192, 192, 7, 1);
    normed(shapes, "Mixed_7a.branch7x7x3_4", 192, 192, 3, 3);
    inceptionE(shapes, "Mixed_7b", 1280);
    inceptionE(shapes, "Mixed_7c", 2048);
  }

  private static void inceptionA(TensorShapes shapes, String name, int in, int pool) {
    normed(shapes, name + ".branch1x1", 64, in, 1, 1);
    normed(shapes, name + ".branch5x5_1", 48, in, 1, 1);
    normed(shapes, name + ".branch5x5_2", 64, 48, 5, 5);
    doubled(shapes, name + ".", in);
    normed(shapes, name + ".branch_pool", pool, in, 1, 1);
  }

  private static void doubled(TensorShapes shapes, String block, int in) {
    normed(shapes, block + "branch3x3dbl_1", 64, in, 1, 1);
    normed(shapes, block + "branch3x3dbl_2", 96, 64, 3, 3);
    normed(shapes, block + "branch3x3dbl_3", 96, 96, 3, 3);
  }

  private static void inceptionC(TensorShapes shapes, String name, int width) {
    normed(shapes, name + ".branch1x1", 192, 768, 1, 1);
    normed(shapes, name + ".branch7x7_1", width, 768, 1, 1);
    normed(shapes, name + ".branch7x7_2", width, width, 1, 7);
    normed(shapes, name + ".branch7x7_3", 192, width, 7, 1);
    normed(shapes, name + ".branch7x7dbl_1", width, 768, 1, 1);
    normed(shapes, name + ".branch7x7dbl_2", width, width, 7, 1);
    normed(shapes, name + ".branch7x7dbl_3", width, width, 1, 7);
    normed(shapes, name + ".branch7x7dbl_4", width, width, 7, 1);
    normed(shapes, name + ".branch7x7dbl_5", 192, width, 1, 7);
    normed(shapes, name + ".branch_pool", 192, 768, 1, 1);
  }

  private static void inceptionE(TensorShapes shapes, String name, int in) {
    normed(shapes, name + ".branch1x1", 320, in, 1, 1);
    normed(shapes, name + ".branch3x3_1", 384, in, 1, 1);
    normed(shapes, name + ".branch3x3_2a", 384, 384, 1, 3);
    normed(shapes, name + ".branch3x3_2b", 384, 384, 3, 1);
    normed(shapes, name + ".branch3x3dbl_1", 448, in, 1, 1);
    normed(shapes, name + ".branch3x3dbl_2", 384, 448, 3, 3);
    normed(shapes, name + ".branch3x3dbl_3a", 384, 384, 1, 3);
    normed(shapes, name + ".branch3x3dbl_3b", 384, 384, 3, 1);
    normed(shapes, name + ".branch_pool", 192, in, 1, 1);
  }
}
