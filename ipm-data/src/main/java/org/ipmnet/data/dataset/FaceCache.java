// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.dataset;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmnet.data.image.Resize;
import org.ipmnet.data.sample.Face;

/**
 * Faces at working size, decoded once, up to a budget of memory. What came first stays: training
 * goes round and round, where dropping the face used longest ago would always drop the next one.
 */
final class FaceCache {
  private final FaceReader reader;
  private final Resize resize;
  private final CacheBudget budget;
  private final Map<FaceFile, Face> faces = new ConcurrentHashMap<>();

  FaceCache(FaceReader reader, Resize resize, CacheBudget budget) {
    this.reader = reader;
    this.resize = resize;
    this.budget = budget;
  }

  /** The face, from memory or from disk. */
  Face get(FaceFile file) {
    Face known = faces.get(file);
    if (known != null) {
      return known;
    }
    Face face = reader.read(file).atWorkingSize(resize);
    if (budget.take(face.bytes()) && faces.putIfAbsent(file, face) != null) {
      budget.giveBack(face.bytes()); // another thread was first
    }
    return face;
  }
}
