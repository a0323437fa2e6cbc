// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import org.ipmnet.data.image.Photo;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Photos as JPEG of quality 95, whose colours are as fine as its light (4:4:4). */
final class Jpeg {
  private static final float QUALITY = 0.95f;
  private static final int WHITE = 255;

  private Jpeg() {}

  /** The encoded photo, with the EXIF data of its file. */
  static byte[] bytes(Photo photo) {
    byte[] jpeg = encoded(RgbPicture.of(photo.over(WHITE)));
    byte[] exif = photo.file().exif();
    return exif == null
        ? jpeg
        : UprightExif.into(jpeg, exif, photo.colours().width(), photo.colours().height());
  }

  private static byte[] encoded(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, fine(writer, picture, param)), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** As the writer would do it, but that no component is sampled more often than another. */
  private static IIOMetadata fine(ImageWriter writer, BufferedImage picture, ImageWriteParam param)
      throws IIOInvalidTreeException {
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), param);
    String format = metadata.getNativeMetadataFormatName();
    Element tree = (Element) metadata.getAsTree(format);
    NodeList components = tree.getElementsByTagName("componentSpec");
    for (int i = 0; i < components.getLength(); i++) {
      Element component = (Element) components.item(i);
      component.setAttribute("HsamplingFactor", "1");
      component.setAttribute("VsamplingFactor", "1");
    }
    metadata.setFromTree(format, tree);
    return metadata;
  }
}
