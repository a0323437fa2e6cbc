// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.Optional;
import java.util.stream.IntStream;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.FeatureGrids;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;
import org.ipmnet.data.sample.Sample;
import org.ipmnet.eval.face.Footprint;
import org.ipmnet.eval.face.Frame;
import org.ipmnet.eval.face.PreparedFace;

/**
 * Brings what the networks painted back onto the photo at its full resolution.
 *
 * <p>Not the painting itself is pasted but a {@link MakeupChange}, smoothly enlarged and added to
 * the photo's own pixels: pores, hairs and lashes finer than the networks' pixels stay. With the
 * change to a picture g the result is g, seen at the networks' resolution. Kept pixels are the
 * photo's own, to the bit. Towards them the change fades within {@link #FEATHER} of the networks'
 * picture, inside the makeup area.
 *
 * <p>Lips are a few of the networks' pixels wide. Their change is enlarged by itself, outwards from
 * the pixels that show nothing but lips, and ends where the photo's own map says: so lipstick does
 * not spread into the skin around, nor pale towards it.
 *
 * <p>The makeup area may reach out of the networks' picture (a high forehead does in most MT
 * pictures). There the change goes on for an eighth of the picture's side and fades in another
 * eighth; without that a line would cross the forehead.
 *
 * <p>Made once for a target: paintings with different styles share the geometry.
 */
public final class PasteBack {
  /** Width of the fade inside the makeup area's edge, relative to the networks' picture. */
  static final double FEATHER = 0.006;

  /** The same of lips, which are thin: a wider one would leave them half bare. */
  private static final double LIP_FEATHER = FEATHER / 2;

  /** Of fewer pixels the networks' picture tells no colour. */
  private static final int LEAST_LIPS = 4;

  /** The same of those within the lips. */
  private static final int LEAST_INNER = 2 * LEAST_LIPS;

  /** Which of the fine fields is that of the lips. */
  private static final int LIPS = 0;

  /** Rows that one thread pastes with one set of lines. */
  private static final int BAND = 64;

  private final RgbImage photo;
  private final PreparedFace face;
  private final Frame part; // of the photo, all that may change
  private final FeatheredArea area;
  private final FeatheredArea lips; // or null
  private final boolean[] lipPixels; // of the networks' picture, as the following
  private final boolean[] skinPixels;
  private final float[] reachX;
  private final float[] reachY;
  private final CubicTaps columns;
  private final CubicTaps rows;
  private FeatureGrids grids; // once they are asked for

  /** Prepares the pasting onto {@code face}, which has a makeup area. */
  public PasteBack(PreparedFace face) {
    this.face = face;
    photo = face.raw().photo();
    Footprint print = face.footprint();
    int margin = ChangeField.margin(print.size());
    part = part(print, margin);
    double pixel = Math.min(print.scaleX(), print.scaleY());
    double side = print.size() * pixel; // of the networks' picture, in pixels of the photo
    area =
        new FeatheredArea(
            face.raw().area(), photo.width(), photo.height(), part, radius(FEATHER, side));
    boolean[] lipsSeen = lips(face.sample().regions());
    lips = lips(lipsSeen, radius(LIP_FEATHER, side));
    lipPixels = inner(lipsSeen, print.size());
    skinPixels = skinPixels(lipsSeen);
    int columnsAndRows = print.size() + 2 * margin;
    reachX = new float[part.width()];
    reachY = new float[part.height()];
    for (int x = 0; x < reachX.length; x++) {
      reachX[x] = reach(print.column(part.left() + x), print.size(), margin);
    }
    for (int y = 0; y < reachY.length; y++) {
      reachY[y] = reach(print.row(part.top() + y), print.size(), margin);
    }
    columns =
        new CubicTaps(
            part.width(),
            x -> print.column(part.left() + x) + margin,
            1 / print.scaleX(),
            columnsAndRows);
    rows =
        new CubicTaps(
            part.height(),
            y -> print.row(part.top() + y) + margin,
            1 / print.scaleY(),
            columnsAndRows);
  }

  /** Places on the photo where changes may be finer; nothing of a face without map. */
  public synchronized Optional<FeatureGrids> grids() {
    RegionMap regions = face.raw().regions();
    if (grids == null && regions != null) {
      grids = FeatureGrids.of(regions, photo.width(), photo.height());
    }
    return Optional.ofNullable(grids);
  }

  /** The photo with a change on it; a new picture. */
  public RgbImage of(MakeupChange made) {
    float[][] change = field(made, skinPixels);
    float[][] onLips = lips == null ? null : field(made, lipPixels);
    byte[] rgb = photo.rgb().clone();
    Frame box = lips == null ? area.box() : area.box().with(lips.box());
    FineField[] fine = fine(made.fine());
    int bands = (box.height() + BAND - 1) / BAND;
    IntStream.range(0, bands)
        .parallel()
        .forEach(
            band -> {
              int top = box.top() + band * BAND;
              int height = Math.min(BAND, box.height() - band * BAND);
              rows(new Frame(box.left(), top, box.width(), height), change, onLips, fine, rgb);
            });
    return new RgbImage(photo.width(), photo.height(), rgb);
  }

  private void rows(Frame box, float[][] change, float[][] onLips, FineField[] fine, byte[] rgb) {
    float[][] line = new float[3][part.width()];
    float[][] lipLine = new float[3][part.width()];
    for (int y = box.top(); y < box.top() + box.height(); y++) {
      row(y, box, change, onLips, fine, line, lipLine, rgb);
    }
  }

  private void row(
      int y,
      Frame box,
      float[][] change,
      float[][] onLips,
      FineField[] fine,
      float[][] line,
      float[][] lipLine,
      byte[] rgb) {
    for (int c = 0; c < 3; c++) {
      rows.row(y, change[c], line[c], box.left(), box.left() + box.width());
      if (onLips != null && y >= lips.box().top() && y < lips.box().top() + lips.box().height()) {
        int left = lips.box().left();
        rows.row(y, onLips[c], lipLine[c], left, left + lips.box().width());
      }
    }
    int end = box.left() + box.width();
    for (FineField field : fine) {
      field.addTo(part.top() + y, part.left(), line, box.left(), end);
      if (field == fine[LIPS]) {
        field.addTo(part.top() + y, part.left(), lipLine, box.left(), end);
      }
    }
    int at = 3 * ((part.top() + y) * photo.width() + part.left() + box.left());
    for (int x = box.left(); x < box.left() + box.width(); x++, at += 3) {
      float weight = weight(x, y);
      if (weight > 0) {
        float ofLips = onLips == null ? 0 : lips.weight(x, y);
        for (int c = 0; c < 3; c++) {
          float moved = line[c][x];
          if (ofLips > 0) {
            moved += ofLips * (lipLine[c][x] - moved);
          }
          rgb[at + c] = Level.moved(rgb[at + c], 127.5f * (weight * moved));
        }
      }
    }
  }

  private FineField[] fine(FinePattern pattern) {
    return pattern == FinePattern.NONE
        ? new FineField[0]
        : grids()
            .map(
                of ->
                    new FineField[] {
                      new FineField(of.lips(), of.scale(), pattern.lips()),
                      new FineField(of.lashes(), of.scale(), pattern.lashes())
                    })
            .orElseGet(() -> new FineField[0]);
  }

  private float[][] field(MakeupChange made, boolean[] counting) {
    return ChangeField.of(face.sample().size(), made, counting).atColumns(columns);
  }

  /** The makeup area's pixels, but for lips and what touches them where lips are for themselves. */
  private boolean[] skinPixels(boolean[] lip) {
    Sample sample = face.sample();
    boolean[] counting = new boolean[sample.mask().length];
    for (int i = 0; i < counting.length; i++) {
      counting[i] = sample.mask()[i] == 0 && !(lips != null && touches(lip, i, sample.size()));
    }
    return counting;
  }

  /** Pixels at the lips' edge show skin too: if there are others, these tell what lips wear. */
  private static boolean[] inner(boolean[] lip, int size) {
    boolean[] inner = new boolean[lip.length];
    int count = 0;
    for (int i = size; i < lip.length - size; i++) {
      inner[i] = lip[i] && lip[i - 1] && lip[i + 1] && lip[i - size] && lip[i + size];
      count += inner[i] ? 1 : 0;
    }
    return count >= LEAST_INNER ? inner : lip;
  }

  private static boolean touches(boolean[] lip, int pixel, int size) {
    int x = pixel % size;
    return lip[pixel]
        || x > 0 && lip[pixel - 1]
        || x < size - 1 && lip[pixel + 1]
        || pixel >= size && lip[pixel - size]
        || pixel < lip.length - size && lip[pixel + size];
  }

  private static boolean[] lips(byte[] codes) {
    boolean[] lip = new boolean[codes.length];
    for (int i = 0; i < lip.length; i++) {
      lip[i] = FacePart.ofCode(codes[i]).isLip();
    }
    return lip;
  }

  /** Where lips are in a photo with a map, if the networks see enough of them. */
  private FeatheredArea lips(boolean[] seen, int radius) {
    RegionMap regions = face.raw().regions();
    int count = 0;
    for (boolean lip : seen) {
      count += lip ? 1 : 0;
    }
    if (regions == null || count < LEAST_LIPS) {
      return null;
    }
    boolean[] lip = lips(regions.codes());
    byte[] codes = new byte[lip.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = lip[i] ? MakeupArea.FEATURE : MakeupArea.KEEP;
    }
    MakeupArea area = new MakeupArea(regions.width(), regions.height(), codes);
    return new FeatheredArea(area, photo.width(), photo.height(), part, radius);
  }

  private static int radius(double feather, double side) {
    return (int) Math.max(1, Math.round(feather * side)); // else a small face gets stairs
  }

  private float weight(int x, int y) {
    float inside = area.weight(x, y);
    if (lips != null) { // towards teeth it fades as they do
      inside = Math.max(inside, lips.weight(x, y));
    }
    return inside * Math.min(reachX[x], reachY[y]);
  }

  private Frame part(Footprint print, int margin) {
    double spanX = margin * print.scaleX();
    double spanY = margin * print.scaleY();
    int left = (int) Math.max(0, Math.floor(print.left() - spanX));
    int top = (int) Math.max(0, Math.floor(print.top() - spanY));
    double right = print.left() + print.size() * print.scaleX() + spanX;
    double bottom = print.top() + print.size() * print.scaleY() + spanY;
    return new Frame(
        left,
        top,
        (int) Math.min(photo.width(), Math.ceil(right)) - left,
        (int) Math.min(photo.height(), Math.ceil(bottom)) - top);
  }

  /** 1 in the networks' picture and an eighth of its side beyond, falling to 0 at the margin. */
  private static float reach(double position, int size, int margin) {
    double beyond = Math.max(-position, position - size);
    double t = Math.max(0, Math.min(1, 2 - 2 * beyond / margin));
    return (float) (t * t * (3 - 2 * t)); // smoothstep: no corners
  }
}
