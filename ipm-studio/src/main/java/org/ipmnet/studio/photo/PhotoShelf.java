// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.photo;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.eval.makeup.MakeupTransfer;

/**
 * The photos that were sent, in memory alone. Those used last stay, within a bound; drawn looks
 * stay for good. Whoever does not know a photo's id cannot see it.
 */
public final class PhotoShelf {
  private static final int MOST_FACES = 8;

  private final MakeupTransfer finder;
  private final long mostBytes;
  private final Map<String, HeldPhoto> drawn;
  private final Map<String, HeldPhoto> sent = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * A shelf with drawn looks on it.
   *
   * @param finder of faces
   * @param mostBytes of photos that were sent; the one sent last stays even if it has more
   */
  public PhotoShelf(MakeupTransfer finder, long mostBytes) {
    this.finder = finder;
    this.mostBytes = mostBytes;
    this.drawn = DrawnLooks.byId();
  }

  /**
   * Adds a photo.
   *
   * @param encoded the bytes of its file
   * @throws org.ipmnet.eval.makeup.NoFaceFound if there is no face in it
   * @throws UnreadablePhoto if it is no picture, or too large a one
   */
  public HeldPhoto add(byte[] encoded) {
    HeldPhoto photo = HeldPhoto.of(RandomId.next(), encoded, finder, MOST_FACES);
    synchronized (this) {
      sent.put(photo.id(), photo);
      bytes += photo.bytes();
      Iterator<HeldPhoto> eldest = sent.values().iterator();
      while (bytes > mostBytes && sent.size() > 1) {
        bytes -= eldest.next().bytes();
        eldest.remove();
      }
    }
    return photo;
  }

  /**
   * A photo.
   *
   * @throws UnknownPhoto if it is not there
   */
  public synchronized HeldPhoto get(String id) {
    HeldPhoto photo = drawn.containsKey(id) ? drawn.get(id) : sent.get(id);
    if (photo == null) {
      throw new UnknownPhoto();
    }
    return photo;
  }

  /** Whether a photo is still there. */
  public synchronized boolean holds(HeldPhoto photo) {
    return sent.containsValue(photo) || drawn.containsValue(photo);
  }

  /**
   * Forgets a photo that was sent.
   *
   * @throws UnknownPhoto if it is not there
   */
  public synchronized void remove(String id) {
    HeldPhoto photo = sent.remove(id);
    if (photo == null) {
      throw new UnknownPhoto();
    }
    bytes -= photo.bytes();
  }

  /** The looks that are there from the beginning. */
  public List<HeldPhoto> looks() {
    return new ArrayList<>(drawn.values());
  }
}
