// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Where the members of a zip file lie in it. Java's own reader does not tell positions, which are
 * needed to read tensors one by one. Members must be stored without compression, as PyTorch does,
 * so that none can be larger than the file.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int END64 = 0x06064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int ZIP64_EXTRA = 1;
  private static final long UNKNOWN = 0xffffffffL;
  private static final int MOST_MEMBERS = 1 << 20;

  private final FileBytes file;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private long used; // bytes of members asked for

  private record Member(long header, long length, int crc, boolean plain) {}

  private ZipDirectory(FileBytes file) {
    this.file = file;
  }

  /**
   * Reads the central directory.
   *
   * @throws MalformedFile if there is none or it is broken
   */
  static ZipDirectory of(FileBytes file) {
    ZipDirectory zip = new ZipDirectory(file);
    zip.readDirectory();
    return zip;
  }

  Set<String> names() {
    return members.keySet();
  }

  /**
   * A member's bytes, compared with its checksum if it has one.
   *
   * @throws MalformedFile if it is absent, compressed, outside the file, or damaged
   */
  Storage.InFile member(String name) {
    Member member = members.get(name);
    if (member == null) {
      throw new MalformedFile("it holds no member %s", MalformedFile.shown(name));
    }
    if (!member.plain()) {
      throw new MalformedFile(
          "its member %s is compressed or encrypted, which torch.save never does",
          MalformedFile.shown(name));
    }
    used += member.length();
    if (member.length() < 0 || used > file.length()) {
      throw new MalformedFile("its members lie over each other or beyond its end: is it cut off?");
    }
    ByteBuffer local = file.read(member.header(), LOCAL_BYTES);
    if (local.getInt(0) != LOCAL) {
      throw new MalformedFile("its member %s is not where it should be", MalformedFile.shown(name));
    }
    long begin =
        member.header()
            + LOCAL_BYTES
            + Short.toUnsignedInt(local.getShort(26))
            + Short.toUnsignedInt(local.getShort(28));
    Storage.InFile bytes = new Storage.InFile(file, begin, member.length());
    // 0: PyTorch was told not to compute them
    if (member.crc() != 0
        && (int) file.checksum(new CRC32(), begin, member.length()) != member.crc()) {
      throw new MalformedFile(
          "its member %s is damaged: its checksum is wrong", MalformedFile.shown(name));
    }
    return bytes;
  }

  private void readDirectory() {
    long end = endRecord();
    ByteBuffer record = file.read(end, END_BYTES);
    long count = Short.toUnsignedLong(record.getShort(10));
    long length = Integer.toUnsignedLong(record.getInt(12));
    long begin = Integer.toUnsignedLong(record.getInt(16));
    if (count == 0xffff || length == UNKNOWN || begin == UNKNOWN) {
      ByteBuffer locator = file.read(end - 20, 20);
      ByteBuffer large = file.read(locator.getLong(8), 56);
      if (locator.getInt(0) != END64_LOCATOR || large.getInt(0) != END64) {
        throw new MalformedFile("its zip directory is broken");
      }
      count = large.getLong(32);
      length = large.getLong(40);
      begin = large.getLong(48);
    }
    if (count < 0 || count > MOST_MEMBERS || length < 0 || length > Integer.MAX_VALUE - 8) {
      throw new MalformedFile("its zip directory claims %d members", count);
    }
    ByteBuffer directory = file.read(begin, (int) length);
    for (long i = 0; i < count; i++) {
      readMember(directory);
    }
  }

  private long endRecord() {
    int length = (int) Math.min(file.length(), END_BYTES + LONGEST_COMMENT);
    ByteBuffer tail = file.read(file.length() - length, length);
    for (int at = length - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END
          && at + END_BYTES + Short.toUnsignedInt(tail.getShort(at + 20)) == length) {
        return file.length() - length + at;
      }
    }
    throw new MalformedFile("its zip directory is missing: is it cut off?");
  }

  private void readMember(ByteBuffer in) {
    int at = in.position();
    if (in.remaining() < CENTRAL_BYTES || in.getInt(at) != CENTRAL) {
      throw new MalformedFile("its zip directory is broken");
    }
    int nameLength = Short.toUnsignedInt(in.getShort(at + 28));
    int extraLength = Short.toUnsignedInt(in.getShort(at + 30));
    int commentLength = Short.toUnsignedInt(in.getShort(at + 32));
    if (in.remaining() < CENTRAL_BYTES + nameLength + extraLength + commentLength) {
      throw new MalformedFile("its zip directory is broken");
    }
    byte[] name = new byte[nameLength];
    in.get(at + CENTRAL_BYTES, name);
    long[] sizes = {
      Integer.toUnsignedLong(in.getInt(at + 24)), // unpacked
      Integer.toUnsignedLong(in.getInt(at + 20)), // packed
      Integer.toUnsignedLong(in.getInt(at + 42)) // where its local header is
    };
    readLarge(in.slice(at + CENTRAL_BYTES + nameLength, extraLength).order(in.order()), sizes);
    boolean encrypted = (in.getShort(at + 8) & 1) != 0;
    boolean stored = in.getShort(at + 10) == 0 && sizes[0] == sizes[1];
    Member member = new Member(sizes[2], sizes[0], in.getInt(at + 16), stored && !encrypted);
    if (members.put(new String(name, StandardCharsets.UTF_8), member) != null) {
      throw new MalformedFile("its zip directory names a member twice");
    }
    in.position(at + CENTRAL_BYTES + nameLength + extraLength + commentLength);
  }

  /** Sizes too large for the directory's own fields stand in an extra one, in this order. */
  private static void readLarge(ByteBuffer extra, long[] sizes) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
      int next = extra.position() + length;
      for (int i = 0; id == ZIP64_EXTRA && i < sizes.length; i++) {
        if (sizes[i] == UNKNOWN && next - extra.position() >= Long.BYTES) {
          sizes[i] = extra.getLong();
        }
      }
      extra.position(next);
    }
  }
}
