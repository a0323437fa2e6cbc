// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacv.Frame;
import org.datavec.api.writable.Writable;
import org.datavec.image.data.ImageWritable;
import org.ipmnet.core.UserError;
import org.ipmnet.core.io.AtomicFile;

/**
 * Reads pictures into DataVec's {@link ImageWritable}: 8 bits, one channel (gray) or three in the
 * order <em>blue, green, red</em>. {@link RgbImage#from} and {@link GrayImage#from} turn that into
 * plain arrays and free it. OpenCV decodes, but for TIFF and parsing maps, which the JDK reads.
 * What is wrong with a file is a {@link UserError} that names it; that OpenCV's library is missing
 * is no file's fault and a {@link LinkageError}.
 */
public final class ImageDecoder {
  private ImageDecoder() {}

  /** Decodes a photo as networks see it: see {@link RgbImage#read}. */
  public static ImageWritable picture(Path file) {
    RgbImage photo = RgbImage.read(file);
    return writable(photo.width(), photo.height(), 3, photo.rgb());
  }

  /**
   * Decodes a mask or texture: levels as they are stored, those of inks as red, green and blue,
   * upright; transparency is dropped.
   */
  public static ImageWritable levels(Path file) {
    byte[] bytes = bytes(file);
    StoredPixels stored = PhotoDecoder.stored(file, bytes, ImageHeader.of(bytes, file), 1);
    // inks are no levels; no profile applies to a mask
    byte[] levels =
        stored.channels() == 4
            ? ColourProfile.toSrgb(stored.colours(), 4, null, file)
            : stored.colours();
    int channels = Math.min(3, stored.channels());
    Orientation orientation = EmbeddedData.of(PictureFormat.of(bytes, file), bytes).orientation();
    int width = stored.width();
    int height = stored.height();
    return writable(
        orientation.width(width, height),
        orientation.height(width, height),
        channels,
        orientation.upright(levels, width, height, channels));
  }

  /** Frees a part of a record, if it is a picture and still holds native memory. */
  public static void free(Writable part) {
    if (part instanceof ImageWritable image) {
      FramePixels.free(image);
    }
  }

  /**
   * Decodes a parsing map without touching its values: the gray value, the palette index, or what
   * three equal channels hold, as stored.
   *
   * @throws UserError also if the file is no PNG, or of a form that cannot hold labels
   */
  public static ImageWritable values(Path file) {
    return MapDecoder.decode(bytes(file), file);
  }

  static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError("%s does not exist or is no file; check the path", file);
    }
    try {
      if (Files.size(file) > Integer.MAX_VALUE - 16) {
        throw new UserError("%s is larger than 2 GiB; make it smaller", file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError(e, "%s cannot be read: %s", file, AtomicFile.reason(e));
    }
  }

  /** Copies red, green and blue, or gray, into native memory. */
  static ImageWritable writable(int width, int height, int channels, byte[] levels) {
    Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, channels);
    ByteBuffer pixels = (ByteBuffer) frame.image[0];
    byte[] row = new byte[width * channels];
    for (int y = 0; y < height; y++) {
      System.arraycopy(levels, y * row.length, row, 0, row.length);
      for (int i = 0; channels >= 3 && i < row.length; i += channels) {
        byte red = row[i];
        row[i] = row[i + 2];
        row[i + 2] = red;
      }
      pixels.put(y * frame.imageStride, row);
    }
    return new ImageWritable(frame);
  }

  /** What decodes a file. */
  interface Decoding<T> {
    T decode() throws IOException;
  }

  /**
   * Decodes a file whose header was found good.
   *
   * @throws UserError naming the file, whatever exception the decoder throws
   * @throws LinkageError if it is not there
   */
  static <T> T guarded(Path file, Decoding<T> decoding) {
    try {
      return decoding.decode();
    } catch (IOException | RuntimeException e) {
      if (e instanceof UserError known) {
        throw known;
      }
      UserError error = ImageHeader.truncated(file);
      error.initCause(e);
      throw error;
    }
  }
}
