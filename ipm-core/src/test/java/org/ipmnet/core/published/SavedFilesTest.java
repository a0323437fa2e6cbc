// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.core.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.ipmnet.core.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFilesTest {
  private static final SavedFiles CYCLE_GAN = new CycleGanProgram().files();
  private static final SavedFiles BEAUTY_GAN = new BeautyGanProgram().files();
  private static final SavedFiles MUNIT = new MunitProgram().files();

  @TempDir Path folder;

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Files.createFile(folder.resolve(name));
    }
  }

  private Set<String> found(SavedFiles files) {
    Set<String> names = new TreeSet<>();
    files.find(folder).values().forEach(file -> names.add(file.getFileName().toString()));
    return names;
  }

  @Test
  void theNewestSaveIsTakenWithWhatBelongsToIt() throws IOException {
    touch("gen_00000009.pt", "gen_00000010.pt", "dis_00000009.pt", "optimizer.pt", "gen_x.pt");
    assertEquals(Set.of("gen_00000010.pt"), found(MUNIT), "Adam is of no use without dis");
    touch("dis_00000010.pt");
    assertEquals(Set.of("gen_00000010.pt", "dis_00000010.pt", "optimizer.pt"), found(MUNIT));
    touch("9_99_G.pth", "10_1_G.pth", "10_1_D_SYMIX.pth");
    assertEquals(Set.of("10_1_G.pth"), found(BEAUTY_GAN), "one D is of no use without the other");
    touch("10_1_D_MAKEMIX.pth");
    assertEquals(Set.of("10_1_G.pth", "10_1_D_SYMIX.pth", "10_1_D_MAKEMIX.pth"), found(BEAUTY_GAN));
    touch("200_net_G_A.pth", "200_net_G_B.pth", "200_net_D_A.pth", "200_net_D_B.pth");
    assertEquals(4, found(CYCLE_GAN).size());
    touch("latest_net_G_A.pth", "latest_net_G_B.pth", "latest_net_D_B.pth");
    assertEquals(Set.of("latest_net_G_A.pth", "latest_net_G_B.pth"), found(CYCLE_GAN));
  }

  /** Opening it then says what it is, in one line. */
  @Test
  void aSaveThatIsNoFileIsFoundAllTheSame() throws IOException {
    Files.createDirectory(folder.resolve("gen_00000009.pt"));
    assertEquals(Set.of("gen_00000009.pt"), found(MUNIT));
    UserError error =
        assertThrows(
            UserError.class, () -> PublishedCheckpoint.open(new MunitProgram(), folder).close());
    assertTrue(error.getMessage().contains("gen_00000009.pt"), error.getMessage());
  }

  @Test
  void aFolderWithoutASaveIsRefused() throws IOException {
    touch("gen_1.pth", "1_G.pth", "newest_net_G_A.pth", "gen_1234567890123456789.pt");
    for (SavedFiles files : Set.of(MUNIT, BEAUTY_GAN, CYCLE_GAN)) {
      UserError error = assertThrows(UserError.class, () -> files.find(folder));
      assertTrue(error.getMessage().startsWith("folder " + folder + " holds no "));
    }
  }

  @Test
  void aNameTellsIterationsWhereTheOptimisersGoOn() {
    assertEquals(123, MUNIT.iteration(Path.of("gen_00000123.pt")));
    assertEquals(0, MUNIT.iteration(Path.of("generator.pt")));
    assertEquals(0, CYCLE_GAN.iteration(Path.of("100_net_G_A.pth")));
  }

  @Test
  void aNameTellsWhichFileIsMeant() {
    assertEquals("dis_*.pt", MUNIT.named(Path.of("out/dis_7.pth")));
    assertEquals("gen_*.pt", MUNIT.named(Path.of("out/weights.pt")));
    assertEquals("*_D_SYMIX.pth", BEAUTY_GAN.named(Path.of("1_1_D_SYMIX.pth")));
    assertEquals("*_net_D_B.pth", CYCLE_GAN.named(Path.of("mine_net_D_B.pt")));
    assertEquals("*_net_G_A.pth", CYCLE_GAN.named(Path.of("weights")));
  }
}
