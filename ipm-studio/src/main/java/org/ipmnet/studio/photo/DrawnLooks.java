// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.photo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.synth.SyntheticCrowd;

/** Made-up faces to begin with: drawings, which show nobody. */
final class DrawnLooks {
  /** People of the crowd whose looks differ most. */
  private static final int[] CHOSEN = {0, 2, 4, 6, 8, 10};

  private static final long SEED = 12;
  private static final int SIDE = 384;

  private DrawnLooks() {}

  static Map<String, HeldPhoto> byId() {
    int people = CHOSEN[CHOSEN.length - 1] + 1;
    SyntheticCrowd crowd = new SyntheticCrowd(new RandomStreams(SEED), 0, people, SIDE);
    Map<String, HeldPhoto> looks = new LinkedHashMap<>();
    for (int i = 0; i < CHOSEN.length; i++) {
      String id = "drawn-" + (i + 1);
      looks.put(id, HeldPhoto.of(id, crowd.madeUp(CHOSEN[i])));
    }
    return looks;
  }
}
