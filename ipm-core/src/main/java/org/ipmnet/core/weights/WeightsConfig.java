// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.ipmnet.core.UserError;
import org.ipmnet.core.config.MayChange;
import org.ipmnet.core.config.Nullable;
import org.ipmnet.core.config.Retired;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where pretrained weights lie, key {@code weights}; a component that is null means the default
 * place, {@link Pretrained#defaultFile}. The networks of faces have no key: no training looks at
 * them, and commands that do have an option.
 *
 * @param vggface2 file of R's weights, or the word {@code random}: Kaiming, from the run's seed,
 *     which is what the authors' program really uses
 * @param vgg19 file of the network of BeautyGAN's perceptual loss, or {@code random}
 * @param inception file of the Inception network of FID
 * @param lpipsAlex file of AlexNet for LPIPS
 * @param lpipsVgg file of VGG-16 for LPIPS
 * @param lpipsAlexHeads file of LPIPS's linear heads over AlexNet
 * @param lpipsVggHeads file of LPIPS's linear heads over VGG-16
 */
@Retired("bisenet") // which nobody read
public record WeightsConfig(
    @MayChange(value = MOVED, except = RANDOM) @Nullable String vggface2,
    @MayChange(value = MOVED, except = RANDOM) @Nullable String vgg19,
    @MayChange(MOVED) @Nullable String inception,
    @MayChange(MOVED) @Nullable String lpipsAlex,
    @MayChange(MOVED) @Nullable String lpipsVgg,
    @MayChange(MOVED) @Nullable String lpipsAlexHeads,
    @MayChange(MOVED) @Nullable String lpipsVggHeads) {

  private static final String MOVED = "the same file may lie elsewhere";
  private static final String RANDOM = "random";

  /** Checks that no path is blank, and that the word {@code random} stands where it can. */
  public WeightsConfig {
    requirePath(Pretrained.VGGFACE2, vggface2);
    requirePath(Pretrained.VGG19, vgg19);
    requirePath(Pretrained.INCEPTION, inception);
    requirePath(Pretrained.LPIPS_ALEX, lpipsAlex);
    requirePath(Pretrained.LPIPS_VGG, lpipsVgg);
    requirePath(Pretrained.LPIPS_ALEX_HEADS, lpipsAlexHeads);
    requirePath(Pretrained.LPIPS_VGG_HEADS, lpipsVggHeads);
  }

  private static void requirePath(Pretrained network, String path) {
    if (path != null && path.isBlank()) {
      throw new UserError("%s must be the path of a file, found nothing", network.key());
    }
    if (RANDOM.equals(path) && network != Pretrained.VGGFACE2 && network != Pretrained.VGG19) {
      throw new UserError(
          "%s must be the path of a file; only vggface2 and vgg19 can be random", network.key());
    }
  }

  /** Whether a network is to be drawn at random instead of being loaded. */
  public boolean random(Pretrained network) {
    return RANDOM.equals(given(network));
  }

  /** Whether a file (or the word {@code random}) is named, so that nothing else is to be taken. */
  public boolean names(Pretrained network) {
    return given(network) != null;
  }

  private String given(Pretrained network) {
    return switch (network) {
      case VGGFACE2 -> vggface2;
      case BISENET, FACE_DETECTOR, FACE_LANDMARKS, PERSON, PALM_DETECTOR, HAND_LANDMARKS -> null;
      case VGG19 -> vgg19;
      case INCEPTION -> inception;
      case LPIPS_ALEX -> lpipsAlex;
      case LPIPS_VGG -> lpipsVgg;
      case LPIPS_ALEX_HEADS -> lpipsAlexHeads;
      case LPIPS_VGG_HEADS -> lpipsVggHeads;
    };
  }

  /** The file that is looked for: the one given, or the default. */
  public Path file(Pretrained network) {
    String given = given(network);
    return given == null ? network.defaultFile() : Path.of(given);
  }

  /**
   * The file, which is there.
   *
   * @throws UserError if it is not: what it is, where its publication offers it, how it is imported
   */
  public Path require(Pretrained network) {
    Path file = file(network);
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "weights.%s: %s does not exist; it is %s: get %s, then run: ipm weights import --as %s FILE",
          network.key(), file, network.description(), network.publication(), network.key());
    }
    return file;
  }

  /**
   * Reads a network's tensors from the file that {@link #require} finds, as {@link Pretrained#read}
   * does.
   *
   * @param wanted the tensors that the network's graph has
   * @throws UserError if it is absent or does not fit
   */
  public SortedMap<String, INDArray> load(Pretrained network, TensorShapes wanted) {
    return network.read(require(network), wanted);
  }
}
