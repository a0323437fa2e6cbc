// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleGridTest {
  private static final int SIZE = 2;
  private static final int STEP = SIZE + 4; // a cell and the gap line after it

  /** An image of one colour, each channel from 0 to 255. */
  private static float[] flat(int red, int green, int blue) {
    float[] image = new float[3 * SIZE * SIZE];
    int plane = SIZE * SIZE;
    Arrays.fill(image, 0, plane, red / 127.5f - 1);
    Arrays.fill(image, plane, 2 * plane, green / 127.5f - 1);
    Arrays.fill(image, 2 * plane, 3 * plane, blue / 127.5f - 1);
    return image;
  }

  private static int rgb(BufferedImage grid, int row, int column) {
    return grid.getRGB(column * STEP + 1, row * STEP + 1) & 0xffffff;
  }

  @Test
  void everyImageHasItsCell() {
    BufferedImage grid =
        new SampleGrid(
                SIZE,
                List.of(flat(1, 0, 0), flat(2, 0, 0)),
                List.of(flat(0, 1, 0), flat(0, 2, 0), flat(0, 3, 0)),
                List.of(
                    List.of(flat(1, 1, 255), flat(1, 2, 255), flat(1, 3, 255)),
                    List.of(flat(2, 1, 255), flat(2, 2, 255), flat(2, 3, 255))),
                List.of(flat(1, 0, 9), flat(2, 0, 9)))
            .draw();
    assertEquals(5 * STEP - 4, grid.getWidth());
    assertEquals(3 * STEP - 4, grid.getHeight());
    assertEquals(0xffffff, rgb(grid, 0, 0));
    for (int t = 1; t <= 2; t++) {
      assertEquals(t << 16, rgb(grid, t, 0));
      for (int r = 1; r <= 3; r++) {
        assertEquals(r << 8, rgb(grid, 0, r));
        assertEquals(t << 16 | r << 8 | 0xff, rgb(grid, t, r));
      }
      assertEquals(t << 16 | 9, rgb(grid, t, 4));
    }
    assertEquals(0xffffff, rgb(grid, 0, 4));
    assertEquals(0xffffff, grid.getRGB(SIZE, SIZE + 1) & 0xffffff, "the gap line");
  }

  @Test
  void theReconstructionColumnIsOptional() {
    SampleGrid grid =
        new SampleGrid(
            SIZE,
            List.of(flat(1, 0, 0)),
            List.of(flat(0, 1, 0)),
            List.of(List.of(flat(0, 0, 1))),
            List.of());
    assertEquals(2 * STEP - 4, grid.draw().getWidth());
  }

  @Test
  void aMissingResultIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SampleGrid(SIZE, List.of(flat(0, 0, 0)), List.of(), List.of(), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SampleGrid(
                SIZE,
                List.of(flat(0, 0, 0)),
                List.of(flat(0, 0, 0)),
                List.of(List.of()),
                List.of()));
  }

  @Test
  void pixelsLieInRowsFromTheTopAndAreClamped() {
    float[] image = new float[12];
    Arrays.fill(image, -1);
    image[1] = 7; // red, right of the top row
    image[4 + 2] = 0; // green, left of the bottom row
    image[8 + 3] = Float.NaN; // blue, right of the bottom row
    BufferedImage picture = PlanarImage.toPicture(image, 2);
    assertEquals(0xff000000, picture.getRGB(0, 0));
    assertEquals(0xffff0000, picture.getRGB(1, 0));
    assertEquals(0xff008000, picture.getRGB(0, 1));
    assertEquals(0xff000000, picture.getRGB(1, 1));
    assertThrows(IllegalArgumentException.class, () -> PlanarImage.toPicture(image, 3));
  }

  @Test
  void everyLevelOfAnEightBitImageSurvives() {
    for (int level = 0; level < 256; level++) {
      assertEquals(level, PlanarImage.toPicture(flat(level, 0, 0), SIZE).getRGB(0, 0) >> 16 & 0xff);
    }
  }

  @Test
  void aStripIsTargetLevelsReference(@TempDir Path folder) throws IOException {
    BufferedImage strip =
        LevelStrip.of(
            PlanarImage.toPicture(flat(1, 0, 0), SIZE),
            List.of(
                PlanarImage.toPicture(flat(2, 0, 0), SIZE),
                PlanarImage.toPicture(flat(3, 0, 0), SIZE)),
            PlanarImage.toPicture(flat(4, 0, 0), SIZE));
    Path file = folder.resolve("strip.png");
    Png.write(file, strip);
    BufferedImage read = ImageIO.read(file.toFile());
    for (int i = 0; i < 4; i++) {
      assertEquals((i + 1) << 16, rgb(read, 0, i));
    }
    assertEquals(SIZE, read.getHeight());
  }

  @Test
  void cellsOfDifferentSizesShareRowsAndColumns() {
    BufferedImage wide = new BufferedImage(9, 1, BufferedImage.TYPE_INT_RGB);
    BufferedImage high = new BufferedImage(1, 7, BufferedImage.TYPE_INT_RGB);
    BufferedImage grid = ImageGrid.of(List.of(Arrays.asList(wide, null), List.of(high, high)));
    assertEquals(9 + 4 + 1, grid.getWidth());
    assertEquals(1 + 4 + 7, grid.getHeight());
    assertThrows(IllegalArgumentException.class, () -> ImageGrid.of(List.of()));
  }
}
