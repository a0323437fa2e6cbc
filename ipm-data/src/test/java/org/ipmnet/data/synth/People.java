// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import org.ipmnet.core.random.RandomStreams;
import org.ipmnet.data.synth.Identity.Skin;

/** Drawn people, and the same people but for one feature. */
final class People {
  private static final RandomStreams STREAMS = new RandomStreams(11);

  private People() {}

  static Identity person(int index) {
    return Identity.draw(STREAMS, "person", index);
  }

  static Makeup look(int index) {
    return Makeup.draw(STREAMS, "look", index, person(1000 + index));
  }

  static Identity with(Identity who, Skin skin) {
    return of(who, skin, who.facialHair(), who.glasses(), who.light());
  }

  static Identity with(Identity who, FacialHair facialHair) {
    return of(who, who.skin(), facialHair, who.glasses(), who.light());
  }

  static Identity with(Identity who, Glasses glasses) {
    return of(who, who.skin(), who.facialHair(), glasses, who.light());
  }

  static Identity with(Identity who, Light light) {
    return of(who, who.skin(), who.facialHair(), who.glasses(), light);
  }

  /** Neither beard nor glasses. */
  static Identity plain(int index) {
    Identity who = person(index);
    FacialHair hair = who.facialHair();
    Glasses g = who.glasses();
    FacialHair none = new FacialHair(FacialHair.Style.NONE, hair.colour(), hair.density());
    Glasses off =
        new Glasses(
            Glasses.Shape.NONE,
            g.frame(),
            g.width(),
            g.height(),
            g.rim(),
            g.tint(),
            g.reflection());
    return with(with(who, none), off);
  }

  private static Identity of(
      Identity who, Skin skin, FacialHair facialHair, Glasses glasses, Light light) {
    return new Identity(
        who.age(),
        who.head(),
        who.hair(),
        who.eyes(),
        who.brows(),
        who.nose(),
        who.mouth(),
        skin,
        facialHair,
        glasses,
        who.pose(),
        light,
        who.backdrop(),
        who.detail());
  }
}
