// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.munit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.release.MunitStyleFiles;
import org.ipmnet.core.release.ReleaseLayout;
import org.ipmnet.core.release.ReleaseLayout.Entry;
import org.ipmnet.core.release.ReleaseOptimizers;
import org.ipmnet.core.release.ReleaseSizes;
import org.ipmnet.core.weights.StoredTensor;
import org.ipmnet.core.weights.WeightFile;

/**
 * A checkpoint of MUNIT's program, open. Everything in its files has been compared with the sizes
 * that they show.
 */
public final class MunitCheckpoint implements AutoCloseable {
  private static final List<String> DOMAINS = List.of("a", "b");

  private final MunitStyleFiles files;
  private final MunitNetworkConfig sizes;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private MunitCheckpoint(MunitStyleFiles files) {
    this.files = files;
    this.sizes = seen(files);
    for (String domain : DOMAINS) {
      take(files.generator(), domain, MunitLayout.autoencoder(sizes, domain));
    }
    if (hasDiscriminators()) {
      for (String domain : DOMAINS) {
        take(files.discriminators(), domain, MunitLayout.discriminator(sizes, domain));
      }
    }
  }

  private static MunitNetworkConfig seen(MunitStyleFiles files) {
    String gen = files.generator().path().toString();
    IpmNetNetworkConfig seen = ReleaseSizes.generator(gen, files.generator().stateDict("a"));
    if (files.discriminators() != null) {
      String dis = files.discriminators().path().toString();
      seen = ReleaseSizes.withDiscriminator(dis, seen, files.discriminators().stateDict("a"));
    }
    IpmNetNetworkConfig.Discriminator discriminator = seen.discriminator();
    return new MunitNetworkConfig(
        seen.dim(),
        seen.style(),
        seen.mlp(),
        seen.generator().resBlocks(),
        seen.padding(),
        new MunitNetworkConfig.Discriminator(
            discriminator.dim(), discriminator.scales(), discriminator.layers()));
  }

  private void take(WeightFile file, String domain, List<Entry> entries) {
    Map<String, StoredTensor> found = file.stateDict(domain);
    ReleaseLayout.shapes(entries)
        .check(file.path() + " (" + domain + ")", "MUNIT's networks", found, name -> false);
    for (Entry entry : entries) {
      if (entry.ours() != null) {
        tensors.put(entry.ours(), found.get(entry.theirs()));
      }
    }
  }

  /**
   * Opens one.
   *
   * @param path a {@code gen_*.pt}, which is taken alone, or a folder, whose newest one is taken
   *     with what belongs to it
   * @throws UserError naming what is absent, broken, or missing, misshapen and surplus in it
   */
  public static MunitCheckpoint open(Path path) {
    try (Opening opening = new Opening()) {
      MunitCheckpoint opened = new MunitCheckpoint(opening.add(MunitStyleFiles.open(path)));
      opening.complete();
      return opened;
    }
  }

  /** What the tensors' shapes say; without discriminators they are as wide as the encoders. */
  public MunitNetworkConfig sizes() {
    return sizes;
  }

  /** Iterations that the file's name tells, or 0. */
  public long iteration() {
    return files.iteration();
  }

  /** Where the autoencoders came from. */
  public Path generatorFile() {
    return files.generator().path();
  }

  /** Whether there is a {@code dis_*.pt}. */
  public boolean hasDiscriminators() {
    return files.discriminators() != null;
  }

  /** All tensors by our names. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /**
   * The state of both optimisers, if there is an {@code optimizer.pt} beside a {@code dis_*.pt}.
   *
   * @throws UserError if it does not belong to these networks
   */
  public Optional<ReleaseOptimizers> optimizers() {
    if (files.optimizer() == null) {
      return Optional.empty();
    }
    List<Entry> autoencoders = new ArrayList<>();
    List<Entry> discriminators = new ArrayList<>();
    for (String domain : DOMAINS) {
      autoencoders.addAll(MunitLayout.autoencoder(sizes, domain));
      discriminators.addAll(MunitLayout.discriminator(sizes, domain));
    }
    return Optional.of(ReleaseOptimizers.of(files.optimizer(), autoencoders, discriminators));
  }

  @Override
  public void close() {
    files.close();
  }
}
