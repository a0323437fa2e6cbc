// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.javacv.Frame;
import org.datavec.image.data.ImageWritable;
import org.datavec.image.loader.NativeImageLoader;
import org.ipmnet.core.UserError;
import org.ipmnet.data.image.ImageHeader.Kind;

/**
 * Reads PNG and JPEG files into DataVec's {@link ImageWritable}: 8 or 16 bits, one channel (gray)
 * or three in the order <em>blue, green, red</em>. {@link RgbImage#from} and {@link GrayImage#from}
 * turn that into plain arrays. Every failure is a {@link UserError} that names the file.
 */
public final class ImageDecoder {
  private ImageDecoder() {}

  /** Decodes a picture; a palette becomes its colours, and transparency is dropped. */
  public static ImageWritable picture(Path file) {
    ImageHeader.of(bytes(file), file);
    return decode(file);
  }

  /**
   * Decodes a parsing map without touching its values: the palette index or the gray value as
   * stored.
   *
   * @throws UserError also if the file is not an 8-bit (or smaller) PNG with a single channel
   */
  public static ImageWritable values(Path file) {
    byte[] bytes = bytes(file);
    ImageHeader header = ImageHeader.of(bytes, file);
    if (!PngStructure.matches(bytes) || header.kind() == Kind.COLOUR || header.bits() > 8) {
      throw new UserError(
          "%s is no parsing map: expected a PNG of 8 bits and one channel (gray or palette), found %s; save the raw label values"
              .formatted(
                  file,
                  PngStructure.matches(bytes)
                      ? header.kind() == Kind.COLOUR ? "colours" : header.bits() + " bits"
                      : "a JPEG"));
    }
    // OpenCV turns palette indices into colours and stretches 1, 2 and 4 bits to 0..255
    boolean plain = header.kind() == Kind.GRAY && header.bits() == 8;
    return plain ? decode(file) : storedValues(file);
  }

  static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError("%s does not exist or is no file; check the path".formatted(file));
    }
    try {
      if (Files.size(file) > Integer.MAX_VALUE - 16) {
        throw new UserError("%s is larger than 2 GiB; make it smaller".formatted(file));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError("%s cannot be read (%s); check its rights".formatted(file, e), e);
    }
  }

  private static ImageWritable decode(Path file) {
    return guarded(
        file,
        () -> {
          // a loader of one's own per file: its frame converter keeps state between calls
          ImageWritable image = new NativeImageLoader().asWritable(file.toFile());
          if (image.getFrame() == null || image.getWidth() < 1 || image.getHeight() < 1) {
            throw ImageHeader.truncated(file);
          }
          return image;
        });
  }

  /** What decodes a file. */
  interface Decoding<T> {
    T decode() throws IOException;
  }

  /**
   * Decodes a file whose header was found good.
   *
   * @throws UserError naming the file, whatever the decoder throws
   */
  static <T> T guarded(Path file, Decoding<T> decoding) {
    try {
      return decoding.decode();
    } catch (IOException | RuntimeException | LinkageError e) {
      if (e instanceof UserError known) {
        throw known;
      }
      UserError error = ImageHeader.truncated(file);
      error.initCause(e);
      throw error;
    }
  }

  private static ImageWritable storedValues(Path file) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      Raster raster = reader.read(0).getRaster();
      int width = raster.getWidth();
      int height = raster.getHeight();
      Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 1);
      ByteBuffer pixels = (ByteBuffer) frame.image[0];
      int[] row = new int[width];
      for (int y = 0; y < height; y++) {
        raster.getSamples(0, y, width, 1, 0, row);
        for (int x = 0; x < width; x++) {
          pixels.put(y * frame.imageStride + x, (byte) row[x]);
        }
      }
      return new ImageWritable(frame);
    } catch (IOException | RuntimeException e) {
      UserError error = ImageHeader.truncated(file);
      error.initCause(e);
      throw error;
    } finally {
      reader.dispose();
    }
  }
}
