// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.eval.metric.ColourMoved;
import org.ipmnet.eval.report.Table;

/**
 * How far makeup went to the true result on one group of drawn faces.
 *
 * @param faces how many are of the group
 * @param shares of each of {@link #AREAS}: 0 not at all, 1 all the way; nothing without any face
 */
public record DrawnShares(DrawnGroup group, int faces, Map<FaceArea, OptionalDouble> shares) {
  /** The areas that are measured. */
  public static final List<FaceArea> AREAS =
      List.of(FaceArea.LIPS, FaceArea.LIDS, FaceArea.CHEEKS, FaceArea.BROWS);

  /** A row for each of these groups. */
  public static Table<DrawnShares> table(List<DrawnShares> rows) {
    Table<DrawnShares> table = new Table<>(rows);
    table.prose("group", row -> row.group().title()).column("faces", DrawnShares::faces);
    for (FaceArea area : AREAS) {
      table.column(
          area.name().toLowerCase(Locale.ROOT),
          row -> {
            OptionalDouble share = row.shares().get(area);
            return share.isPresent()
                ? String.format(Locale.ROOT, "%.2f", share.getAsDouble())
                : null;
          });
    }
    return table;
  }

  static DrawnShares of(DrawnGroup group, int faces, Map<FaceArea, ColourMoved> moved) {
    Map<FaceArea, OptionalDouble> shares = new EnumMap<>(FaceArea.class);
    moved.forEach((area, m) -> shares.put(area, m.value()));
    return new DrawnShares(group, faces, shares);
  }
}
