// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ipmnet.core.random.RandomStreams;

/**
 * Fills one folder with a synthetic set. All cores render; each picture depends on its index alone.
 */
final class DatasetFolder {
  private static final String BARE = "non-makeup";
  private static final String MADE_UP = "makeup";

  private final Path root;
  private final int size;

  DatasetFolder(Path root, int size) {
    this.root = root;
    this.size = size;
  }

  void fill(int identities, long seed) throws IOException {
    RandomStreams streams = new RandomStreams(seed);
    List<SyntheticFace> bare =
        IntStream.range(0, identities).mapToObj(i -> SyntheticFace.bare(streams, i)).toList();
    List<SyntheticFace> madeUp =
        IntStream.range(0, identities).mapToObj(i -> SyntheticFace.madeUp(streams, i)).toList();
    writeSide(BARE, bare, heldOut(identities, 100));
    writeSide(MADE_UP, madeUp, heldOut(identities, 250));
    writeTruth(
        seed,
        bare,
        madeUp,
        firstTested(bare, heldOut(identities, 100)),
        firstTested(madeUp, heldOut(identities, 250)));
  }

  /** A tenth, at least one, of a small set; a fixed number of a large one; never the last face. */
  static int heldOut(int identities, int ofMany) {
    int wanted = identities < 1000 ? Math.max(1, identities / 10) : ofMany;
    return Math.min(wanted, identities - 1);
  }

  private static List<SyntheticFace> firstTested(List<SyntheticFace> faces, int held) {
    int first = faces.size() - held;
    return faces.subList(first, first + Math.min(held, SyntheticDataset.MAX_TRUTH_SIDE));
  }

  private void writeSide(String side, List<SyntheticFace> faces, int held) throws IOException {
    Path images = Files.createDirectories(root.resolve("images").resolve(side));
    Path maps = Files.createDirectories(root.resolve("segs").resolve(side));
    faces.parallelStream()
        .forEach(
            face -> {
              FaceRenderer renderer = new FaceRenderer(face.identity(), size);
              String file = face.name() + ".png";
              PngFile.writeColours(images.resolve(file), renderer.image(face.makeup()), size);
              PngFile.writeValues(maps.resolve(file), renderer.labels(), size);
            });
    int trained = faces.size() - held;
    writeList("train_" + side + ".txt", faces.subList(0, trained));
    writeList("test_" + side + ".txt", faces.subList(trained, faces.size()));
  }

  private void writeList(String file, List<SyntheticFace> faces) throws IOException {
    Files.write(root.resolve(file), faces.stream().map(face -> face.name() + ".png").toList());
  }

  private void writeTruth(
      long seed,
      List<SyntheticFace> bare,
      List<SyntheticFace> madeUp,
      List<SyntheticFace> targets,
      List<SyntheticFace> references)
      throws IOException {
    Path truth = Files.createDirectories(root.resolve("truth"));
    Path regions = Files.createDirectories(truth.resolve("regions"));
    targets.parallelStream()
        .forEach(
            target -> {
              FaceRenderer renderer = new FaceRenderer(target.identity(), size);
              PngFile.writeValues(
                  regions.resolve(target.name() + ".png"), renderer.regions(), size);
              for (SyntheticFace reference : references) {
                PngFile.writeColours(
                    truth.resolve(target.inMakeupOf(reference) + ".png"),
                    renderer.image(reference.makeup()),
                    size);
              }
            });
    SyntheticParameters parameters =
        new SyntheticParameters(
            seed,
            size,
            targets.stream().map(SyntheticFace::name).toList(),
            references.stream().map(SyntheticFace::name).toList(),
            bare,
            madeUp);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(truth.resolve("parameters.json").toFile(), parameters);
  }
}
