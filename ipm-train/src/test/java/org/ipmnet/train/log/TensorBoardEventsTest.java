// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.train.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ipmnet.core.UserError;
import org.ipmnet.train.loop.LossReport;
import org.ipmnet.train.loop.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the files back with a decoder of its own: bitwise CRC, fields by wire type. */
class TensorBoardEventsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.500Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void scalarsAndImagesComeBack() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 1, 0x123456);
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("g_total", 1.25);
    losses.put("d_x", -3e-7);
    try (TensorBoardEvents events = new TensorBoardEvents(folder, 2, CLOCK)) {
      events.onStart(new Progress(0, 5));
      for (long i = 1; i <= 5; i++) {
        events.afterStep(new Progress(i, 5), new LossReport(losses));
      }
      events.addImage("samples", 300, image);
    }

    Path file = files().get(0);
    assertTrue(file.getFileName().toString().startsWith("events.out.tfevents.1767323045."));
    List<Message> records = records(file);
    assertEquals("brain.Event:2", records.get(0).text(3));
    for (Message event : records) {
      assertEquals(1767323045.5, event.number(1));
    }
    List<Long> steps = new ArrayList<>();
    for (Message event : records.subList(1, 4)) {
      steps.add(event.integer(2));
      List<Message> values = event.message(5).messages(1);
      assertEquals("loss/g_total", values.get(0).text(1));
      assertEquals(1.25f, values.get(0).single(2));
      assertEquals("loss/d_x", values.get(1).text(1));
      assertEquals(-3e-7f, values.get(1).single(2));
    }
    assertEquals(List.of(2L, 4L, 5L), steps);

    assertEquals(5, records.size());
    assertEquals(300, records.get(4).integer(2));
    Message value = records.get(4).message(5).message(1);
    assertEquals("samples", value.text(1));
    Message picture = value.message(4);
    assertEquals(2, picture.integer(1));
    assertEquals(3, picture.integer(2));
    assertEquals(3, picture.integer(3));
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.bytes(4)));
    assertEquals(0xff123456, read.getRGB(2, 1));
  }

  @Test
  void aResumedRunWritesASecondFileThatDropsWhatItRepeats() throws IOException {
    for (long from : new long[] {0, 70}) {
      try (TensorBoardEvents events = new TensorBoardEvents(folder, 1, CLOCK)) {
        events.onStart(new Progress(from, 100));
      }
    }
    assertEquals(2, files().size());
    assertEquals(1, records(files().get(0)).size());
    List<Message> resumed = records(files().get(1));
    assertEquals("brain.Event:2", resumed.get(0).text(3));
    assertEquals(71, resumed.get(1).integer(2));
    assertEquals(1, resumed.get(1).message(7).integer(1)); // SessionLog.START
  }

  @Test
  void recordsReachTheFileAtOnce() throws IOException {
    try (TensorBoardEvents events = new TensorBoardEvents(folder, 1, CLOCK)) {
      events.onStart(new Progress(0, 9));
      events.afterStep(new Progress(1, 9), new LossReport(Map.of("a", 1.0)));
      assertEquals(2, records(files().get(0)).size());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<Message> records(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Message> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.mark().get(length).reset();
      byte[] data = new byte[(int) bytes.getLong()];
      assertEquals(masked(crc32c(length)), bytes.getInt());
      bytes.get(data);
      assertEquals(masked(crc32c(data)), bytes.getInt());
      records.add(new Message(data));
    }
    return records;
  }

  @Test
  void theTestsOwnChecksumIsTheCastagnoliOne() {
    assertEquals(0xe3069283, crc32c("123456789".getBytes(StandardCharsets.US_ASCII)));
    assertArrayEquals(new byte[] {1}, new Message(new byte[] {0x22, 1, 1}).bytes(4));
  }

  private static int crc32c(byte[] data) {
    int crc = -1;
    for (byte b : data) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
      }
    }
    return ~crc;
  }

  private static int masked(int crc) {
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  /** A protocol buffer, its fields by number. */
  private static final class Message {
    private final Map<Integer, List<Object>> fields = new LinkedHashMap<>();

    Message(byte[] data) {
      ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
      while (in.hasRemaining()) {
        long key = varint(in);
        Object value =
            switch ((int) key & 7) {
              case 0 -> varint(in);
              case 1 -> in.getDouble();
              case 2 -> {
                byte[] bytes = new byte[(int) varint(in)];
                in.get(bytes);
                yield bytes;
              }
              case 5 -> in.getFloat();
              default -> throw new AssertionError("wire type " + (key & 7));
            };
        fields.computeIfAbsent((int) key >>> 3, k -> new ArrayList<>()).add(value);
      }
    }

    private static long varint(ByteBuffer in) {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = in.get();
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    private Object only(int field) {
      List<Object> values = fields.getOrDefault(field, List.of());
      assertEquals(1, values.size(), "values of field " + field);
      return values.get(0);
    }

    long integer(int field) {
      return (Long) only(field);
    }

    double number(int field) {
      return (Double) only(field);
    }

    float single(int field) {
      return (Float) only(field);
    }

    byte[] bytes(int field) {
      return (byte[]) only(field);
    }

    String text(int field) {
      return new String(bytes(field), StandardCharsets.UTF_8);
    }

    Message message(int field) {
      return new Message(bytes(field));
    }

    List<Message> messages(int field) {
      return fields.get(field).stream().map(bytes -> new Message((byte[]) bytes)).toList();
    }
  }

  @Test
  void everyMustBePositive() {
    assertThrows(IllegalArgumentException.class, () -> new TensorBoardEvents(folder, 0, CLOCK));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    Path absent = folder.resolve("absent");
    try (TensorBoardEvents events = new TensorBoardEvents(absent, 1, CLOCK)) {
      UserError error = assertThrows(UserError.class, () -> events.onStart(new Progress(0, 9)));
      assertTrue(error.getMessage().startsWith(absent.toString()), error.getMessage());
      assertTrue(error.getMessage().contains(" cannot be written: "), error.getMessage());
    }
  }
}
