// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Picture files in memory, and what cameras put into them. */
public final class PictureBytes {
  private PictureBytes() {}

  /** A file in one of the JDK's formats, by its own writer: others on the class path err. */
  public static byte[] of(BufferedImage image, String format) {
    ImageWriter writer = writer(image, format);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static ImageWriter writer(BufferedImage image, String format) {
    Iterator<ImageWriter> writers =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format);
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getModule() == ImageIO.class.getModule()) {
        return writer;
      }
    }
    throw new IllegalArgumentException("cannot write " + format);
  }

  /** A lossless WebP of pixels 0xAARRGGBB; without alpha if all are opaque. */
  public static byte[] webp(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    boolean alpha = image.getColorModel().hasAlpha();
    int channels = alpha ? 4 : 3;
    byte[] levels = new byte[width * height * channels];
    for (int i = 0; i < width * height; i++) {
      int pixel = image.getRGB(i % width, i / width);
      for (int k = 0; k < channels; k++) {
        levels[i * channels + k] = (byte) (pixel >> 8 * k); // blue, green, red, alpha
      }
    }
    try (BytePointer data = new BytePointer(levels);
        Mat mat = new Mat(height, width, alpha ? opencv_core.CV_8UC4 : opencv_core.CV_8UC3, data);
        BytePointer encoded = new BytePointer();
        IntPointer lossless = new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101)) {
      opencv_imgcodecs.imencode(".webp", mat, encoded, lossless);
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }

  /** EXIF data with an orientation, big-endian. */
  public static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .put("MM".getBytes(StandardCharsets.US_ASCII))
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  /** A PNG with one chunk more, after its header. */
  public static byte[] withChunk(byte[] png, String type, byte[] data) {
    int header = 8 + 25;
    byte[] chunk = PngBytes.chunk(type, data);
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, header)
        .put(chunk)
        .put(png, header, png.length - header)
        .array();
  }

  /** A PNG with a colour profile. */
  public static byte[] pngWithProfile(byte[] png, byte[] profile) {
    byte[] packed = PngBytes.deflated(profile);
    byte[] data = new byte[3 + packed.length];
    data[0] = 'p';
    System.arraycopy(packed, 0, data, 3, packed.length);
    return withChunk(png, "iCCP", data);
  }

  /** A JPEG with one segment more, at its start. */
  public static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
    return ByteBuffer.allocate(jpeg.length + 4 + data.length)
        .put(jpeg, 0, 2)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (data.length + 2))
        .put(data)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A JPEG with a colour profile in two segments, the second one first. */
  public static byte[] jpegWithProfile(byte[] jpeg, byte[] profile) {
    int half = profile.length / 2;
    byte[] result = jpeg;
    for (int part = 1; part <= 2; part++) {
      byte[] share =
          part == 1
              ? Arrays.copyOf(profile, half)
              : Arrays.copyOfRange(profile, half, profile.length);
      ByteBuffer data = ByteBuffer.allocate(14 + share.length);
      data.put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII));
      data.put((byte) part).put((byte) 2).put(share);
      result = withSegment(result, 0xE2, data.array());
    }
    return result;
  }

  /** A lossless WebP in extended form with these chunks: name, data, name, data. */
  public static byte[] extendedWebp(byte[] webp, int width, int height, Object... chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer header = little(10);
    header.put((byte) (0x08 | 0x20)).put(new byte[3]);
    header.put(three(width - 1)).put(three(height - 1));
    out.writeBytes(chunk("VP8X", header.array()));
    out.write(webp, 12, webp.length - 12);
    for (int i = 0; i < chunks.length; i += 2) {
      out.writeBytes(chunk((String) chunks[i], (byte[]) chunks[i + 1]));
    }
    ByteBuffer file = little(12 + out.size());
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + out.size());
    file.put("WEBP".getBytes(StandardCharsets.US_ASCII)).put(out.toByteArray());
    return file.array();
  }

  private static byte[] chunk(String name, byte[] data) {
    ByteBuffer chunk = little(8 + data.length + data.length % 2);
    chunk.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    return chunk.array();
  }

  private static byte[] three(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
