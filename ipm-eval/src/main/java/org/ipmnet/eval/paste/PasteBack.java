// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.paste;

import java.util.Optional;
import java.util.stream.IntStream;
import org.ipmnet.data.image.RgbImage;
import org.ipmnet.data.label.FacePart;
import org.ipmnet.data.label.FeatureGrids;
import org.ipmnet.data.label.MakeupArea;
import org.ipmnet.data.label.RegionMap;
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

  private static final int CHANNELS = 3;

  /** Rows that one thread pastes with one set of lines. */
  private static final int BAND = 64;

  private final RgbImage photo;
  private final PreparedFace face;
  private final Frame part; // of the photo, all that may change
  private final FeatheredArea area;
  private final FeatheredArea lips; // or null
  private final boolean[] skinPixels; // of the networks' picture, as the following
  private final boolean[] lipPixels;
  private final float[] reachX;
  private final float[] reachY;
  private final CubicTaps columns;
  private final CubicTaps lipColumns; // or null
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
    KnownPixels known = KnownPixels.of(face.sample());
    lips = known.showLips() ? lips(radius(LIP_FEATHER, side)) : null;
    skinPixels = lips == null ? known.area() : known.skin();
    lipPixels = known.lips();
    reachX = new float[part.width()];
    reachY = new float[part.height()];
    for (int x = 0; x < reachX.length; x++) {
      reachX[x] = reach(print.column(part.left() + x), print.size(), margin);
    }
    for (int y = 0; y < reachY.length; y++) {
      reachY[y] = reach(print.row(part.top() + y), print.size(), margin);
    }
    columns = columns(print, margin, 0, part.width());
    lipColumns =
        lips == null ? null : columns(print, margin, lips.box().left(), lips.box().width());
    rows =
        new CubicTaps(
            part.height(),
            y -> print.row(part.top() + y) + margin,
            1 / print.scaleY(),
            print.size() + 2 * margin);
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
    byte[] rgb = photo.rgb().clone();
    Frame box = lips == null ? area.box() : area.box().with(lips.box());
    Pasting pasting = new Pasting(made, rgb);
    int bands = (box.height() + BAND - 1) / BAND;
    IntStream.range(0, bands)
        .parallel()
        .forEach(
            band -> {
              int top = box.top() + band * BAND;
              int height = Math.min(BAND, box.height() - band * BAND);
              pasting.paste(new Frame(box.left(), top, box.width(), height));
            });
    return new RgbImage(photo.width(), photo.height(), rgb);
  }

  /** One change on its way onto the photo's pixels; threads share it. */
  private final class Pasting {
    private final float[][] change;
    private final float[][] onLips; // in the columns of the lips; or null
    private final FineField fineLips; // or null, as the following
    private final FineField fineLashes;
    private final byte[] rgb;

    Pasting(MakeupChange made, byte[] rgb) {
      this.rgb = rgb;
      change = field(made, skinPixels, columns);
      onLips = lips == null ? null : field(made, lipPixels, lipColumns);
      FinePattern fine = made.fine();
      FeatureGrids places = fine == FinePattern.NONE ? null : grids().orElse(null);
      fineLips = places == null ? null : new FineField(places.lips(), places.scale(), fine.lips());
      fineLashes =
          places == null ? null : new FineField(places.lashes(), places.scale(), fine.lashes());
    }

    /** Changes the pixels in a frame of {@link #part}. */
    void paste(Frame box) {
      float[][] line = new float[CHANNELS][part.width()];
      float[][] lipLine = new float[CHANNELS][onLips == null ? 0 : lips.box().width()];
      for (int y = box.top(); y < box.top() + box.height(); y++) {
        enlarge(y, box.left(), box.left() + box.width(), line, lipLine);
        add(y, box, line, lipLine);
      }
    }

    /** What a row's pixels change by, and what they do where they are lips. */
    private void enlarge(int y, int left, int end, float[][] line, float[][] lipLine) {
      boolean showsLips =
          onLips != null && y >= lips.box().top() && y < lips.box().top() + lips.box().height();
      for (int c = 0; c < CHANNELS; c++) {
        rows.row(y, change[c], line[c], left, end);
        if (showsLips) {
          rows.row(y, onLips[c], lipLine[c], 0, lips.box().width());
        }
      }
      if (fineLips != null) {
        int onPhoto = part.top() + y;
        fineLips.addTo(onPhoto, part.left(), line, left, end);
        fineLashes.addTo(onPhoto, part.left(), line, left, end);
        if (showsLips) {
          int lipsLeft = part.left() + lips.box().left();
          fineLips.addTo(onPhoto, lipsLeft, lipLine, 0, lips.box().width());
        }
      }
    }

    private void add(int y, Frame box, float[][] line, float[][] lipLine) {
      int at = CHANNELS * ((part.top() + y) * photo.width() + part.left() + box.left());
      for (int x = box.left(); x < box.left() + box.width(); x++, at += CHANNELS) {
        float weight = weight(x, y);
        if (weight > 0) {
          float ofLips = onLips == null ? 0 : lips.weight(x, y);
          for (int c = 0; c < CHANNELS; c++) {
            float moved = line[c][x];
            if (ofLips > 0) {
              moved += ofLips * (lipLine[c][x - lips.box().left()] - moved);
            }
            rgb[at + c] = Level.moved(rgb[at + c], 127.5f * (weight * moved));
          }
        }
      }
    }
  }

  private float[][] field(MakeupChange made, boolean[] knownPixels, CubicTaps at) {
    return ChangeField.of(face.sample().size(), made, knownPixels).atColumns(at);
  }

  private CubicTaps columns(Footprint print, int margin, int left, int width) {
    return new CubicTaps(
        width,
        x -> print.column(part.left() + left + x) + margin,
        1 / print.scaleX(),
        print.size() + 2 * margin);
  }

  /** Where lips are in a photo; null without a map. */
  private FeatheredArea lips(int radius) {
    RegionMap regions = face.raw().regions();
    if (regions == null) {
      return null;
    }
    byte[] codes = new byte[regions.codes().length];
    for (int i = 0; i < codes.length; i++) {
      boolean lip = FacePart.ofCode(regions.codes()[i]).isLip();
      codes[i] = lip ? MakeupArea.FEATURE : MakeupArea.KEEP;
    }
    MakeupArea onlyLips = new MakeupArea(regions.width(), regions.height(), codes);
    return new FeatheredArea(onlyLips, photo.width(), photo.height(), part, radius);
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
