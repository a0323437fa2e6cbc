// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.ipmnet.IpmNetNetworkConfig;
import org.ipmnet.core.weights.StoredTensor;

/**
 * A checkpoint of the authors' program, open. Everything in its files has been compared with the
 * sizes that they show.
 */
public final class ReleaseCheckpoint implements AutoCloseable {
  private final MunitStyleFiles files;
  private final IpmNetNetworkConfig sizes;

  private ReleaseCheckpoint(MunitStyleFiles files) {
    this.files = files;
    Path gen = files.generator().path();
    IpmNetNetworkConfig seen = ReleaseSizes.generator(gen.toString(), generator());
    ReleaseLayout.shapes(ReleaseLayout.generator(seen))
        .check(gen.toString(), "a generator", generator(), name -> false);
    if (hasDiscriminators()) {
      Path dis = files.discriminators().path();
      seen = ReleaseSizes.withDiscriminator(dis.toString(), seen, discriminatorMadeUp());
      for (String domain : List.of("a", "b")) {
        ReleaseLayout.shapes(ReleaseLayout.discriminator(seen, domain))
            .check(
                dis + " (" + domain + ")",
                "a discriminator",
                files.discriminators().stateDict(domain),
                name -> false);
      }
    }
    this.sizes = seen;
  }

  /**
   * Opens one.
   *
   * @param path a {@code gen_*.pt}, which is taken alone, or a folder, whose newest one is taken
   *     with what belongs to it
   * @throws UserError naming what is absent, broken, or missing, misshapen and surplus in it
   */
  public static ReleaseCheckpoint open(Path path) {
    try (Opening opening = new Opening()) {
      ReleaseCheckpoint opened = new ReleaseCheckpoint(opening.add(MunitStyleFiles.open(path)));
      opening.complete();
      return opened;
    }
  }

  /** What the tensors' shapes say. */
  public IpmNetNetworkConfig sizes() {
    return sizes;
  }

  /** Iterations that the file's name tells, or 0. */
  public long iteration() {
    return files.iteration();
  }

  /** Where the generator came from. */
  public Path generatorFile() {
    return files.generator().path();
  }

  /** The tensors of E_S, E_I, G and the MLP by their names. */
  public Map<String, StoredTensor> generator() {
    return files.generator().stateDict("a");
  }

  /** Whether there is a {@code dis_*.pt}. */
  public boolean hasDiscriminators() {
    return files.discriminators() != null;
  }

  /** The tensors of D_Y by their names. */
  public Map<String, StoredTensor> discriminatorMadeUp() {
    return files.discriminators().stateDict("a");
  }

  /** The tensors of D_X by their names. */
  public Map<String, StoredTensor> discriminatorBare() {
    return files.discriminators().stateDict("b");
  }

  /**
   * The state of their two optimisers, if there is an {@code optimizer.pt} beside a {@code
   * dis_*.pt}.
   *
   * @throws UserError if it does not belong to these networks
   */
  public Optional<ReleaseOptimizers> optimizers() {
    return files.optimizer() == null
        ? Optional.empty()
        : Optional.of(ReleaseOptimizers.of(files.optimizer(), sizes));
  }

  @Override
  public void close() {
    files.close();
  }
}
