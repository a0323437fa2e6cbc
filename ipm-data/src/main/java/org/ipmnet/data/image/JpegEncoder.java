// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.image;

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
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Pictures as JPEG.
 *
 * @param quality (0, 1]
 * @param fineColours whether colours are as fine as light (4:4:4), not half as fine (4:2:0)
 */
public record JpegEncoder(float quality, boolean fineColours) {

  /** The encoded picture. */
  public byte[] bytes(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      IIOMetadata metadata = fineColours ? fine(writer, picture, param) : null;
      writer.write(null, new IIOImage(picture, null, metadata), param);
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
