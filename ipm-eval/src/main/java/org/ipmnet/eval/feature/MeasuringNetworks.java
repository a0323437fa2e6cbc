// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.feature;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.perceptual.InceptionV3;
import org.ipmnet.core.perceptual.Lpips;
import org.ipmnet.core.perceptual.LpipsBackbone;
import org.ipmnet.core.perceptual.ResNet50;
import org.ipmnet.core.weights.Pretrained;
import org.ipmnet.core.weights.WeightsConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The networks that measures look through, as far as their files are there. Nothing stands in for
 * one that is not: its measures are reported as not available, with how to get it.
 */
public final class MeasuringNetworks implements AutoCloseable {
  private final InceptionV3 inception;
  private final Map<LpipsBackbone, Lpips> lpips = new EnumMap<>(LpipsBackbone.class);
  private final FaceEmbedding faces;
  private final Map<String, String> missing = new LinkedHashMap<>();

  private MeasuringNetworks(WeightsConfig weights, Opening opening) {
    this.inception =
        has(weights, "FID and KID", Pretrained.INCEPTION)
            ? opening.add(InceptionV3.of(weights))
            : null;
    for (LpipsBackbone backbone : LpipsBackbone.values()) {
      String name = "LPIPS " + backbone.name().toLowerCase(Locale.ROOT);
      Pretrained[] files =
          LpipsHeads.isShipped(backbone, weights)
              ? new Pretrained[] {backbone.weights()}
              : new Pretrained[] {backbone.weights(), backbone.heads()};
      if (has(weights, name, files)) {
        Map<String, INDArray> heads = LpipsHeads.of(backbone, weights); // faults told before waits
        Map<String, INDArray> tensors = weights.load(backbone.weights(), backbone.shapes());
        lpips.put(
            backbone, opening.add(Lpips.of(backbone, tensors::get, heads::get, DataType.FLOAT)));
      }
    }
    if (weights.random(Pretrained.VGGFACE2)) {
      missing.put(
          "identity",
          String.format(
              Locale.ROOT,
              "weights.vggface2 is random, which recognises nobody; name the file of %s",
              Pretrained.VGGFACE2.description()));
    }
    this.faces =
        !weights.random(Pretrained.VGGFACE2) && has(weights, "identity", Pretrained.VGGFACE2)
            ? opening.add(new FaceEmbedding(ResNet50.measuring(weights, DataType.FLOAT)))
            : null;
  }

  /**
   * Reads the files that are there.
   *
   * @throws UserError if a file is there but cannot be used
   */
  public static MeasuringNetworks open(WeightsConfig weights) {
    try (Opening opening = new Opening()) {
      MeasuringNetworks networks = new MeasuringNetworks(weights, opening);
      opening.complete();
      return networks;
    }
  }

  private boolean has(WeightsConfig weights, String measure, Pretrained... files) {
    List<String> absent = new ArrayList<>();
    for (Pretrained file : files) {
      if (!Files.exists(weights.file(file))) {
        absent.add(howToGet(weights, file));
      }
    }
    if (!absent.isEmpty()) {
      missing.put(measure, String.join("; ", absent));
    }
    return absent.isEmpty();
  }

  private static String howToGet(WeightsConfig weights, Pretrained file) {
    try {
      return weights.require(file) + " is there"; // since this moment
    } catch (UserError e) {
      return e.getMessage();
    }
  }

  /** For FID and KID. */
  public Optional<InceptionV3> inception() {
    return Optional.ofNullable(inception);
  }

  /** For the perceptual distance. */
  public Optional<Lpips> lpips(LpipsBackbone backbone) {
    return Optional.ofNullable(lpips.get(backbone));
  }

  /** For identity. */
  public Optional<FaceEmbedding> faces() {
    return Optional.ofNullable(faces);
  }

  /** What cannot be measured and how to get it, one line each. */
  public Map<String, String> missing() {
    return Collections.unmodifiableMap(missing);
  }

  /** Which weights are in use: a checksum by file. */
  public Map<String, String> checksums() {
    Map<String, String> checksums = new LinkedHashMap<>();
    inception().ifPresent(n -> checksums.put(Pretrained.INCEPTION.key(), hex(n.checksum())));
    lpips.forEach((b, n) -> checksums.put(b.weights().key(), hex(n.checksum())));
    faces().ifPresent(n -> checksums.put(Pretrained.VGGFACE2.key(), hex(n.checksum())));
    return checksums;
  }

  private static String hex(long checksum) {
    return String.format(Locale.ROOT, "CRC-32C %08x", checksum);
  }

  @Override
  public void close() {
    List<AutoCloseable> open = new ArrayList<>(lpips.values());
    inception().ifPresent(open::add);
    faces().ifPresent(open::add);
    Opening.closeAll(open);
  }
}
