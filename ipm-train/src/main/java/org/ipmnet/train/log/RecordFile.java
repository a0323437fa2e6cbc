// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TFRecord framing: length (8 bytes), CRC of the length (4), data, CRC of the data (4), all little
 * endian. The CRCs are CRC-32C, masked.
 */
final class RecordFile implements AutoCloseable {
  private final OutputStream out;

  RecordFile(OutputStream out) {
    this.out = out;
  }

  /** Appends one record, in a single write so that a reader rarely sees half of one. */
  void append(byte[] data) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedCrc(record.array(), 8));
    record.put(data);
    record.putInt(maskedCrc(data, data.length));
    out.write(record.array());
  }

  // A CRC stored beside its data would, when CRCed again, not be random; hence the mask.
  private static int maskedCrc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
