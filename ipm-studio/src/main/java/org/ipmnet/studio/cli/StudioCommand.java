// SPDX-License-Identifier: Apache-2.0
package org.ipmnet.studio.cli;

import io.javalin.util.JavalinLogger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.ipmnet.studio.Studio;
import org.ipmnet.studio.StudioSettings;
import org.ipmnet.train.cli.FrontEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ipm studio}. */
@Command(
    name = "studio",
    mixinStandardHelpOptions = true,
    description = "Open a page in the browser: drop two photos, move a slider, see the makeup.",
    footer = {
      "",
      "Photos stay in this computer's memory, looks of one's own in the browser. The service behind the page can be used by other "
          + "programs: /openapi.yaml describes it. Where it listens for other computers (--host "
          + "0.0.0.0), requests need the token of the address that is printed.",
      "",
      "It ends with Ctrl-C.",
      "",
      "Example:",
      "  ipm studio --open"
    })
public final class StudioCommand implements FrontEnd {
  @Option(
      names = "--model",
      paramLabel = "RUN|CHECKPOINT|DIR",
      description = "runs, checkpoints or folders of runs to compare (the built-in model)")
  private List<Path> models = List.of();

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "show a training as it goes, and try its newest checkpoint")
  private Path run;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "where it listens (${DEFAULT-VALUE}, which this computer alone reaches)")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "0 takes any free one (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--photo-memory",
      paramLabel = "MIB",
      defaultValue = "" + StudioSettings.PHOTO_MEBIBYTES,
      description = "memory for photos that were sent; those used last stay (${DEFAULT-VALUE})")
  private int photoMemory;

  @Option(names = "--open", description = "open the page in the browser")
  private boolean open;

  @Override
  public Integer call() throws InterruptedException {
    JavalinLogger.enabled = false; // what it would tell is told here
    Studio studio =
        Studio.open(new StudioSettings(host, port, models, Optional.ofNullable(run), photoMemory));
    Runtime.getRuntime().addShutdownHook(new Thread(studio::close, "studio-close"));
    System.out.println("ipm studio: " + studio.url());
    if (open) {
      open(studio.url());
    }
    new CountDownLatch(1).await(); // the hook ends it
    return 0;
  }

  /** A token is not given to another program: everybody on this computer sees its arguments. */
  private static void open(String url) {
    if (url.contains("#")) {
      System.err.println("the address holds a secret; open it yourself");
    } else {
      Browser.open(url);
    }
  }
}
