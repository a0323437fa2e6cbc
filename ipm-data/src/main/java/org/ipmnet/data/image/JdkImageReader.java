// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The JDK's own reader of a format over one file's bytes, whatever else lies on the class path. */
final class JdkImageReader implements AutoCloseable {
  private final ImageReader reader;
  private final ImageInputStream in;

  /**
   * Opens a file's first picture.
   *
   * @param format as ImageIO names it
   */
  JdkImageReader(String format, byte[] bytes) {
    reader = own(format);
    in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    reader.setInput(in, true, true);
  }

  private static ImageReader own(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule() == ImageIO.class.getModule()) {
        return reader;
      }
      reader.dispose();
    }
    throw new IllegalStateException("this Java runtime reads no " + format);
  }

  int width() throws IOException {
    return reader.getWidth(0);
  }

  int height() throws IOException {
    return reader.getHeight(0);
  }

  /** Whether pixels are stored in tiles, each of which is decoded whole. */
  boolean isTiled() throws IOException {
    return reader.isImageTiled(0);
  }

  int tileWidth() throws IOException {
    return reader.getTileWidth(0);
  }

  int tileHeight() throws IOException {
    return reader.getTileHeight(0);
  }

  /**
   * Decodes the picture.
   *
   * @throws IOException or a RuntimeException if the file is damaged
   */
  BufferedImage read() throws IOException {
    return reader.read(0);
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    in.close();
  }
}
