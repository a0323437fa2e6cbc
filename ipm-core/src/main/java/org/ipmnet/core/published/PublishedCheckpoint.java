// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.Opening;
import org.ipmnet.core.weights.StoredTensor;

/**
 * What a published program saved, open. Every tensor of the networks has been compared with the
 * sizes that some of them show.
 *
 * @param <S> the sizes of the networks
 */
public final class PublishedCheckpoint<S extends Record> implements AutoCloseable {
  private final PublishedProgram<S> program;
  private final PublishedFiles files;
  private final S sizes;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private PublishedCheckpoint(PublishedProgram<S> program, PublishedFiles files) {
    this.program = program;
    this.files = files;
    this.sizes = sizes(program, files);
    for (StateDict dictionary : program.dictionaries(sizes)) {
      if (files.has(dictionary.file())) {
        Map<String, StoredTensor> found = files.tensors(dictionary.file(), dictionary.key());
        String source = files.source(dictionary.file(), dictionary.key());
        dictionary.check(source, program.owner(), found);
        dictionary.tensors().stream()
            .filter(tensor -> tensor.ours() != null)
            .forEach(tensor -> tensors.put(tensor.ours(), found.get(tensor.theirs())));
      }
    }
  }

  private static <S extends Record> S sizes(PublishedProgram<S> program, PublishedFiles files) {
    try {
      return program.sizes(files);
    } catch (UserError e) { // a range of the record names a key that no file has
      throw files.isNamedIn(e.getMessage())
          ? e
          : new UserError(e, "%s: %s", files.first(), e.getMessage());
    }
  }

  /**
   * Opens one.
   *
   * @param path the file of the generator, which is taken alone, or a folder, whose newest save is
   *     taken with all that belongs to it
   * @throws UserError naming what is absent, broken, or missing, misshapen and surplus in it
   */
  public static <S extends Record> PublishedCheckpoint<S> open(
      PublishedProgram<S> program, Path path) {
    try (Opening opening = new Opening()) {
      PublishedFiles files = opening.add(new PublishedFiles(program, path));
      PublishedCheckpoint<S> checkpoint = new PublishedCheckpoint<>(program, files);
      opening.complete();
      return checkpoint;
    }
  }

  /** What saved it. */
  public PublishedProgram<S> program() {
    return program;
  }

  /** What the tensors' shapes say. */
  public S sizes() {
    return sizes;
  }

  /** Where the generator came from. */
  public Path generatorFile() {
    return files.first();
  }

  /** Iterations that the file's name tells; 0 if none, or of a program that saves no optimiser. */
  public long iteration() {
    return program.files().iteration(generatorFile());
  }

  /** The files of the save that are not there. */
  public List<SavedFiles.Group> missing() {
    return files.missing();
  }

  /** Whether the discriminators are there. */
  public boolean hasDiscriminators() {
    List<SavedFiles.Group> groups = program.files().groups();
    return !missing().contains(groups.get(groups.size() - 1));
  }

  /** All tensors of the networks that are there, by our names. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /**
   * What the optimisers remember, that of the generator first; none if their file is not there or
   * the program saves none. {@code gen} moves the networks of {@code gen_*.pt}, {@code dis} those
   * of {@code dis_*.pt}.
   *
   * @throws UserError if it does not belong to these networks
   */
  public List<PublishedAdam> optimizers() {
    String file = program.files().optimizer();
    if (!files.has(file)) {
      return List.of();
    }
    Map<String, List<PublishedTensor>> moved = new LinkedHashMap<>();
    for (StateDict dictionary : program.dictionaries(sizes)) {
      String key = dictionary.file().replaceFirst("_.*", "");
      moved.computeIfAbsent(key, k -> new ArrayList<>()).addAll(dictionary.tensors());
    }
    List<PublishedAdam> optimizers = new ArrayList<>();
    moved.forEach((key, list) -> optimizers.add(PublishedAdam.read(files.get(file), key, list)));
    return optimizers;
  }

  @Override
  public void close() {
    files.close();
  }
}
