// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ipmnet.core.ipmnet.FaceArea;
import org.ipmnet.core.ipmnet.SkinTone;
import org.ipmnet.eval.evaluation.DrawnEvaluation.Draws;
import org.ipmnet.eval.paste.AreaStrengths;
import org.ipmnet.eval.paste.LookColours;
import org.ipmnet.eval.paste.MakeupApplication.Changes;
import org.junit.jupiter.api.Test;

class DrawnEvaluationTest {
  private static final Draws DRAWS = new Draws(6, 2, 1);

  private static Map<DrawnGroup, DrawnShares> run(Changes changes) {
    Map<DrawnGroup, DrawnShares> rows = new EnumMap<>(DrawnGroup.class);
    DrawnEvaluation.run(null, changes, DRAWS, line -> {})
        .forEach(row -> rows.put(row.group(), row));
    return rows;
  }

  @Test
  void everybodyIsOfOneAgeGroupAndOfOneSkin() {
    for (int age = 18; age <= 80; age++) {
      assertEquals(1, members(age, 100, DrawnGroup.YOUNG, DrawnGroup.MIDDLE_AGED, DrawnGroup.OLD));
    }
    for (double level = 0; level <= 255; level += 0.5) {
      assertEquals(1, members(30, level, DrawnGroup.DARK, DrawnGroup.MEDIUM, DrawnGroup.LIGHT));
    }
    assertTrue(DrawnGroup.MIDDLE_AGED.has(35, 0));
    assertTrue(DrawnGroup.OLD.has(55, 0));
    assertTrue(DrawnGroup.DARK.has(20, 89.9));
  }

  private static long members(double age, double level, DrawnGroup... groups) {
    return List.of(groups).stream().filter(group -> group.has(age, level)).count();
  }

  @Test
  void theBuiltInModelGoesMostOfTheWayOnLips() {
    Map<DrawnGroup, DrawnShares> rows = run(Changes.NONE);
    double lips = rows.get(DrawnGroup.ALL).shares().get(FaceArea.LIPS).orElseThrow();
    assertTrue(lips > 0.3 && lips < 1.3, "lips " + lips);
    assertEquals(6, rows.get(DrawnGroup.ALL).faces());
    int byAge =
        rows.get(DrawnGroup.YOUNG).faces()
            + rows.get(DrawnGroup.MIDDLE_AGED).faces()
            + rows.get(DrawnGroup.OLD).faces();
    assertEquals(6, byAge);
    String table = DrawnShares.table(List.copyOf(rows.values())).markdown();
    assertTrue(table.contains("| below 35 years | " + rows.get(DrawnGroup.YOUNG).faces()), table);
  }

  @Test
  void nothingPutOnGoesNowhere() {
    AreaStrengths none = AreaStrengths.everywhere(0);
    Changes changes = new Changes(null, SkinTone.OWN, LookColours.PAINTED, none);
    DrawnShares all = run(changes).get(DrawnGroup.ALL);
    for (FaceArea area : DrawnShares.AREAS) {
      assertEquals(0, all.shares().get(area).orElseThrow(), 1e-9);
    }
  }

  @Test
  void aGroupWithoutAnybodyHasNoShares() {
    List<DrawnShares> rows =
        DrawnEvaluation.run(null, Changes.NONE, new Draws(1, 1, 1), line -> {});
    assertEquals(DrawnGroup.values().length, rows.size());
    for (DrawnShares row : rows) {
      assertEquals(row.faces() > 0, row.shares().get(FaceArea.LIPS).isPresent());
    }
    assertFalse(DrawnShares.table(rows).markdown().isEmpty());
  }
}
