// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TensorBytesTest {
  /** The copy that is written lies outside Java's heap: it must not be freed meanwhile. */
  @Test
  void aCollectionOfGarbageDoesNotChangeWhatIsWritten() throws IOException {
    INDArray small = Nd4j.rand(DataType.FLOAT, 2);
    for (int i = 0; i < 50_000; i++) { // only compiled code forgets what it does not need any more
      checksum(small, () -> {});
    }
    INDArray array = Nd4j.rand(DataType.FLOAT, 300, 300);
    long expected = checksum(array, () -> {});
    List<INDArray> others = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      assertEquals(
          expected,
          checksum(
              array,
              () -> {
                System.gc();
                sleep();
                for (int n = 0; n < 20; n++) {
                  others.add(Nd4j.ones(DataType.FLOAT, 300, 300));
                }
              }));
      others.clear();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long checksum(INDArray array, Runnable meanwhile) throws IOException {
    CRC32 crc = new CRC32();
    TensorBytes.encode(
        array,
        new OutputStream() {
          @Override
          public void write(int b) {
            crc.update(b);
          }

          @Override
          public void write(byte[] bytes, int offset, int count) {
            crc.update(bytes, offset, count);
            meanwhile.run();
          }
        });
    return crc.getValue();
  }
}
