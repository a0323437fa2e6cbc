// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.eval.makeup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.ipmnet.eval.picture.RgbPicture;
import org.ipmnet.eval.testing.SyntheticPhoto;
import org.ipmnet.eval.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md says to Java programs, compiled and run as it stands. */
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("ipm.root"));
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir Path folder;

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  private static String section() throws IOException {
    return found("\n## Use it from Java\n(.*?)\n## ", Files.readString(ROOT.resolve("README.md")));
  }

  @Test
  void theSnippetMakesAPicture() throws Exception {
    String code = found("```java\n(.*?)```", section());
    assertTrue(code.lines().count() <= 12, code);
    Path source = folder.resolve("Snippet.java");
    Files.writeString(
        source,
        """
        import java.awt.image.BufferedImage;
        import java.io.File;
        import java.nio.file.Files;
        import java.nio.file.Path;
        import javax.imageio.ImageIO;
        import org.ipmnet.eval.makeup.*;
        class Snippet {
          public static void main(String[] arguments) throws Exception {
        """
            + code
            + "}}\n");
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, complaints, "-cp", CLASS_PATH, source.toString());
    assertEquals(0, compiled, complaints.toString(StandardCharsets.UTF_8));

    TinyModel.write(folder.resolve("runs/paper"));
    BufferedImage photo = RgbPicture.of(SyntheticPhoto.row(460, 420, SyntheticPhoto.face(1, 361)));
    assertTrue(ImageIO.write(photo, "jpg", folder.resolve("photo.jpg").toFile()));
    BufferedImage look = RgbPicture.of(SyntheticPhoto.face(4, 361));
    assertTrue(ImageIO.write(look, "jpg", folder.resolve("look.jpg").toFile()));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                CLASS_PATH + File.pathSeparator + folder,
                "Snippet")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("said.txt")));
    BufferedImage before = ImageIO.read(folder.resolve("photo.jpg").toFile());
    BufferedImage result = ImageIO.read(folder.resolve("result.png").toFile());
    assertEquals(460, result.getWidth());
    assertEquals(420, result.getHeight());
    assertEquals(before.getRGB(5, 5), result.getRGB(5, 5), "nothing changes beside the face");
    assertNotEquals(before.getRGB(200, 250), result.getRGB(200, 250), "the face does");
  }

  @Test
  void theVersionsAreThoseOfTheBuild() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    String section = section();
    assertEquals(
        found("<artifactId>ipm</artifactId>\\s*<version>(.*?)</version>", pom),
        found("<artifactId>ipm-eval</artifactId>\\s*<version>(.*?)</version>", section));
    assertEquals(
        found("<dl4j.version>(.*?)</dl4j.version>", pom),
        found("<artifactId>nd4j-native</artifactId>\\s*<version>(.*?)</version>", section));
    assertEquals(
        found("<nd4j.classifier>(linux-x86_64.*?)</nd4j.classifier>", pom),
        found("<classifier>(.*?)</classifier>", section));
    assertEquals(
        found("<opencv.version>(.*?)</opencv.version>", pom),
        found("<artifactId>opencv</artifactId>\\s*<version>(.*?)</version>", section));
    assertEquals(
        found("<dnnl.version>(.*?)</dnnl.version>", pom),
        found("<artifactId>dnnl</artifactId>\\s*<version>(.*?)</version>", section));
    assertEquals(
        found("<opencl.version>(.*?)</opencl.version>", pom),
        found("<artifactId>opencl</artifactId>\\s*<version>(.*?)</version>", section));
  }
}
