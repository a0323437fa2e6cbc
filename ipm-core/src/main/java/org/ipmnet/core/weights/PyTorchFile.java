// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two formats of {@code torch.save}: a zip file, and before PyTorch 1.6 a row of pickles. */
final class PyTorchFile {
  private static final String PICKLE = "/data.pkl";
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  private PyTorchFile() {}

  /**
   * Reads the zip format.
   *
   * @return what was saved, tensors as {@link TensorValue}
   * @throws MalformedFile if anything is wrong
   */
  static Object zip(FileBytes file) {
    ZipDirectory zip = ZipDirectory.of(file);
    Optional<ForeignFile> foreign = ForeignFile.ofMembers(zip.names());
    if (foreign.isPresent()) {
      throw foreign.get().error();
    }
    List<String> pickles = zip.names().stream().filter(name -> name.endsWith(PICKLE)).toList();
    if (pickles.size() != 1) {
      throw new MalformedFile("it holds %d members data.pkl instead of one", pickles.size());
    }
    String folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    requireLittleEndian(zip, folder + "/byteorder");
    TorchClasses torch = new TorchClasses(file);
    Storage.InFile pickle = zip.member(pickles.get(0));
    Object root =
        SafeUnpickler.load(
            new PickleInput(file, pickle.position(), pickle.position() + pickle.length()),
            torch.allowed(),
            torch::storage);
    for (TorchClasses.Slot slot : torch.slots().values()) {
      Storage.InFile bytes = zip.member(folder + "/data/" + slot.key());
      if (bytes.length() < slot.bytes()) {
        throw new MalformedFile(
            "storage %s has %d bytes instead of %d",
            MalformedFile.shown(slot.key()), bytes.length(), slot.bytes());
      }
      slot.found(new Storage.InFile(file, bytes.position(), slot.bytes()));
    }
    return root;
  }

  private static void requireLittleEndian(ZipDirectory zip, String member) {
    if (!zip.names().contains(member)) {
      return; // before PyTorch 2.1
    }
    Storage.InFile bytes = zip.member(member);
    byte[] order = new byte[(int) Math.min(16, bytes.length())];
    bytes.read(0, order.length).get(order);
    if (!new String(order, StandardCharsets.US_ASCII).equals("little")) {
      throw new MalformedFile("it was written on a big-endian machine");
    }
  }

  /** Whether a value is what the older format begins with. */
  static boolean isMagic(Object value) {
    return MAGIC.equals(value);
  }

  /**
   * Reads the older format behind its magic number: protocol version, machine, what was saved, the
   * storages' keys, and for each its length and bytes.
   *
   * @return as {@link #zip}
   * @throws MalformedFile if anything is wrong
   */
  static Object legacy(FileBytes file, PickleInput in) {
    Object protocol = plain(in);
    if (!(protocol instanceof Number number) || number.longValue() != PROTOCOL) {
      throw new MalformedFile("it has a protocol version other than %d", PROTOCOL);
    }
    plain(in); // sizes of C types on the machine that wrote it; the bytes are little-endian anyway
    TorchClasses torch = new TorchClasses(file);
    Object root = SafeUnpickler.load(in, torch.allowed(), torch::storage);
    if (!(plain(in) instanceof List<?> keys)) {
      throw new MalformedFile("its list of storages is missing");
    }
    for (Object key : keys) {
      TorchClasses.Slot slot = torch.slots().get(String.valueOf(key));
      if (slot == null) {
        throw new MalformedFile("it holds a storage that no tensor names");
      }
      in.require(Long.BYTES);
      long elements = in.unsigned(Long.BYTES);
      if (elements < 0
          || elements > file.length()
          || elements * slot.elementBytes() != slot.bytes()) {
        throw new MalformedFile(
            "storage %s has %d elements instead of %d",
            MalformedFile.shown(slot.key()), elements, slot.bytes() / slot.elementBytes());
      }
      slot.found(in.range(slot.bytes()));
    }
    return root;
  }

  private static Object plain(PickleInput in) {
    return SafeUnpickler.load(
        in,
        Map.of(),
        id -> {
          throw new MalformedFile("a reference stands where a plain value belongs");
        });
  }
}
