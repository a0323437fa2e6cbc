// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ipmnet.core.testing.OutsideFolder;
import org.ipmnet.data.dataset.FaceFile;
import org.ipmnet.data.dataset.FaceReader;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.LabelScheme;
import org.ipmnet.data.sample.Face;
import org.ipmnet.eval.face.FaceBox;
import org.ipmnet.eval.face.FaceFraming;
import org.ipmnet.eval.face.Frame;
import org.ipmnet.eval.face.MtFraming;
import org.ipmnet.eval.testing.FakeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real photos, where they are at hand. */
class SharedPhotosTest {
  private static Path images(String side) {
    return OutsideFolder.PHOTOS.resolve("mt-sample/images/" + side);
  }

  private static List<Face> faces() {
    List<Face> faces = new ArrayList<>();
    for (String side : List.of("makeup", "non-makeup")) {
      List<String> unread = new ArrayList<>();
      for (FaceFile file : FaceListing.targets(FaceSource.of(images(side)), false, unread)) {
        faces.add(new FaceReader(LabelScheme.MT).read(file));
      }
    }
    return faces;
  }

  @Test
  void everyMtPictureGetsTheEvaluationCropAndItsFaceHasTheMeasuredSize() {
    FaceFraming framing = new FaceFraming(FakeModel.config(256));
    double size = 0;
    double centerY = 0;
    List<Face> faces = faces();
    for (Face face : faces) {
      RgbImage photo = face.photo();
      assertEquals(Frame.whole(photo), framing.of(face));
      double crop = photo.width() * 256 / 321.0;
      FaceBox box = FaceBox.of(face.area(), photo.width(), photo.height()).orElseThrow();
      size += box.size() / crop;
      centerY += (box.centerY() - (photo.height() - crop) / 2) / crop;
    }
    assertEquals(MtFraming.SIZE, size / faces.size(), 0.005);
    assertEquals(MtFraming.CENTER_Y, centerY / faces.size(), 0.005);
  }

  @Test
  void paintingATargetWithItsOwnStyleGivesTheFileBack(@TempDir Path out) {
    Path photo = images("non-makeup").resolve("00295.png");
    Path reference = images("makeup").resolve("vFG47.png");
    new FolderTransfer(FakeModel.of(64).transfer())
        .apply(
            new TransferRequest(
                FaceSource.of(photo),
                FaceSource.of(reference),
                null,
                List.of(1.0, 0.0),
                out,
                Set.of()),
            file -> {});
    assertArrayEquals(
        RgbImage.read(photo).rgb(), RgbImage.read(out.resolve("00295__vFG47__a1.png")).rgb());
  }
}
