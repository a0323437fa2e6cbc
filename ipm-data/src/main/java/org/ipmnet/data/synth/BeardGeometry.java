// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.data.synth;

import java.util.List;
import java.util.random.RandomGenerator;
import org.ipmnet.data.synth.FacialHair.Style;
import org.ipmnet.data.synth.Identity.Head;

/** Where facial hair grows, in face units, and which way. */
final class BeardGeometry {
  private final Identity identity;
  private final MouthGeometry mouth;

  BeardGeometry(FaceGeometry face) {
    identity = face.identity();
    mouth = face.mouth();
  }

  /** All of the hair, the mouth included where a full beard goes around it. */
  Contour area() {
    Style style = identity.facialHair().style();
    Contour right = style == Style.MOUSTACHE ? rightMoustache() : rightBeard();
    return right.then(right.reversed().mirrored()).smoothLoop();
  }

  private Contour rightMoustache() {
    double half = identity.mouth().width();
    double below = identity.nose().tipY() + 0.1;
    Spot corner = mouth.top(0.98);
    return Contour.of(
        0.012,
        below + 0.005,
        0.5 * half,
        below + 0.008,
        0.95 * half,
        corner.y() - 0.045,
        half + 0.035,
        corner.y() + 0.015,
        0.85 * half,
        mouth.top(0.85).y() + 0.004,
        0.5 * half,
        mouth.top(0.5).y() - 0.002,
        0.012,
        mouth.top(0).y() - 0.01);
  }

  private Contour rightBeard() {
    Head head = identity.head();
    double w = head.width();
    double low = head.chinY();
    double half = identity.mouth().width();
    double below = identity.nose().tipY() + 0.1;
    boolean stubble = identity.facialHair().style() == Style.STUBBLE;
    double longer = stubble ? -0.02 : 0.03 + 0.05 * identity.facialHair().density();
    double out = stubble ? -0.015 : 0.012;
    double jaw = head.jaw() * w;
    return Contour.of(
        0,
        below,
        0.6 * half,
        below + 0.012,
        half + 0.05,
        below + 0.09,
        half + 0.12,
        below + 0.13,
        0.78 * w,
        0.24,
        0.9 * w,
        -0.02,
        0.985 * w + out,
        -0.06,
        (0.5 * w + 0.5 * jaw) + out,
        0.24,
        jaw + out,
        0.45,
        0.55 * jaw + 0.45 * head.chin() * w + out,
        low - 0.22 + 0.5 * longer,
        head.chin() * w + out,
        low - 0.06 + longer,
        0,
        low + longer);
  }

  /** One hair from its root: away from the nose on the lip, down elsewhere. */
  Contour hair(Spot root, double length, RandomGenerator random) {
    double aside = root.x() / identity.head().width();
    double middle = identity.mouth().y();
    boolean lip = root.y() < middle && Math.abs(root.x()) < identity.mouth().width() + 0.04;
    double angle = lip ? 1.15 * Math.signum(aside) : 0.5 * aside;
    angle += random.nextDouble(-0.3, 0.3);
    double reach = lip ? 0.75 * length : length;
    double bend = random.nextDouble(-0.15, 0.15) * reach;
    Spot tip = root.plus(reach * Math.sin(angle), reach * Math.cos(angle));
    Spot bow = root.mix(tip, 0.5).plus(bend, 0);
    return new Contour(List.of(root, bow, tip)).smooth();
  }
}
