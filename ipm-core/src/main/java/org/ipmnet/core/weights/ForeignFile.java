// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Files that are mistaken for weight files and cannot be read as one; a message says what each is.
 */
enum ForeignFile {
  EMPTY("empty: did its download or copy end early?", String::isEmpty),
  GIT_LFS_POINTER(
      "a Git LFS pointer, which stands for the file: run 'git lfs pull' where it came from",
      begins("version https://git-lfs.github.com/spec/")),
  WEB_PAGE("a web page: the download went wrong", head -> head.stripLeading().startsWith("<")),
  GZIP("a gzip archive: unpack it first, with gunzip or tar", begins("\u001f\u008b")),
  BZIP2("a bzip2 archive: unpack it first, with bunzip2 or tar", begins("BZh")),
  XZ("an xz archive: unpack it first, with unxz or tar", begins("\u00fd7zXZ\0")),
  ZSTANDARD(
      "a zstd archive: unpack it first, with unzstd or tar", begins("\u0028\u00b5\u002f\u00fd")),
  SEVEN_ZIP("a 7z archive: unpack it first", begins("7z\u00bc\u00af\u0027\u001c")),
  RAR("a RAR archive: unpack it first", begins("Rar!\u001a\u0007")),
  TAR("a tar archive: unpack it first, with tar", head -> head.startsWith("ustar", 257)),
  TORCH7(
      "a file of Lua's Torch7 (.t7): read it with the Python package torchfile and save its tensors"
          + " with torch.save",
      ForeignFile::isTorch7),
  HDF5(
      "an HDF5 file, such as those of Keras (.h5): " + Remedy.SAVE_ARRAYS,
      begins("\u0089HDF\r\n\u001a\n")),
  MATLAB("a MATLAB file (.mat): " + Remedy.SAVE_ARRAYS, begins("MATLAB ")),
  NUMPY_ARRAY("a single NumPy array (.npy): " + Remedy.SAVE_ARRAYS, begins("\u0093NUMPY")),
  NUMPY_ARCHIVE("a NumPy archive (.npz): " + Remedy.SAVE_ARRAYS),
  KERAS("a Keras model (.keras): " + Remedy.SAVE_ARRAYS),
  TORCH_SCRIPT(
      "a TorchScript archive, which holds a program: save torch.jit.load(FILE).state_dict() instead"),
  OTHER_ZIP("a zip archive without the data.pkl of torch.save: unpack it first, with unzip"),
  PICKLED_MODULE(
      "a whole pickled module, whose classes are not run: save its state_dict() instead");

  /** How many of its first bytes tell what a file is. */
  static final int HEAD = 512;

  private final String what;
  private final Predicate<String> recognised;

  ForeignFile(String what, Predicate<String> recognised) {
    this.what = what;
    this.recognised = recognised;
  }

  /** What its first bytes do not tell. */
  ForeignFile(String what) {
    this(what, head -> false);
  }

  private static final class Remedy {
    static final String SAVE_ARRAYS =
        "save its arrays under the names that are wanted, with torch.save or as safetensors";
  }

  /**
   * What a file is by how it begins.
   *
   * @param head its first {@link #HEAD} bytes, a character each
   */
  static Optional<ForeignFile> beginning(String head) {
    return Arrays.stream(values()).filter(file -> file.recognised.test(head)).findFirst();
  }

  /** What a zip file is by its members' names; nothing for one of {@code torch.save}. */
  static Optional<ForeignFile> ofMembers(Set<String> names) {
    if (names.stream().anyMatch(name -> name.endsWith("/constants.pkl"))) {
      return Optional.of(TORCH_SCRIPT);
    }
    if (names.stream().anyMatch(name -> name.endsWith("/data.pkl"))) {
      return Optional.empty();
    }
    if (names.contains("model.weights.h5")) {
      return Optional.of(KERAS);
    }
    boolean arrays = !names.isEmpty() && names.stream().allMatch(name -> name.endsWith(".npy"));
    return Optional.of(arrays ? NUMPY_ARCHIVE : OTHER_ZIP);
  }

  /**
   * Whether a class that a pickle names is a module's: one of PyTorch's own, or one whose
   * attributes are those that PyTorch gives every module.
   *
   * @param name of the class, with its Python module
   * @param behind what follows it in the file, a character a byte
   */
  static boolean isModule(String name, String behind) {
    boolean own = name.startsWith("torch.nn.") && !name.startsWith("torch.nn.parameter.");
    return own || behind.contains("_parameters") && behind.contains("_buffers");
  }

  /** That a file is this. */
  MalformedFile error() {
    return new MalformedFile("it is %s", what);
  }

  private static Predicate<String> begins(String magic) {
    return head -> head.startsWith(magic);
  }

  /** The first object: a table (3) or a Torch class (4) of number 1, binary or as text. */
  private static boolean isTorch7(String head) {
    return head.startsWith("\3\0\0\0\1\0\0\0")
        || head.startsWith("\4\0\0\0\1\0\0\0\3\0\0\0V ")
        || head.startsWith("3\n1\n")
        || head.startsWith("4\n1\n3\nV ");
  }
}
