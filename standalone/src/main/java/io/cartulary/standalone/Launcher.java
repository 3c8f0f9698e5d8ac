package io.cartulary.standalone;

import io.cartulary.command.account.staff.FirstAdmin;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartFailed;
import io.cartulary.embedded.parts.PartSupervisor;
import io.cartulary.embedded.parts.PartsOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/// Starts the servers and the application, and stops the application before them. What goes wrong
/// is reported in one line.
final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    /// How long requests and projections get to finish what they are doing.
    private static final Duration APPLICATION_STOP_LIMIT = Duration.ofSeconds(30);

    /// Some libraries' messages are pages without a line break.
    private static final int LINE = 400;

    private final PrintStream out;
    private final PrintStream err;
    private volatile @Nullable EmbeddedParts parts;
    private volatile @Nullable PartSupervisor supervisor;
    private volatile @Nullable ConfigurableApplicationContext application;
    private volatile @Nullable Process background;
    private volatile boolean stopping;

    Launcher(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Returns the exit code of what could not be done; a shop that was started runs until the
    /// process is stopped.
    int launch(String[] args) {
        try {
            return switch (CommandLine.parse(args, home())) {
                case CommandLine.Help() -> {
                    out.print(CommandLine.HELP);
                    yield 0;
                }
                case CommandLine.Start(var options) -> {
                    stopWithSupervisor();
                    start(options);
                    untilStopped();
                    yield 0;
                }
                case CommandLine.Import(var kind, var file, var timeZone, var options) -> {
                    requireFile(file);
                    yield importing(options, shopOf(options)).run(kind, file, timeZone);
                }
                case CommandLine.CheckOrders(var file, var expected, var timeZone, var options) -> {
                    requireFile(file);
                    requireFile(expected);
                    var shop = shopOf(options);
                    yield new OrdersCheck(shop, importing(options, shop), out)
                            .run(file, expected, timeZone);
                }
                case CommandLine.Projections(var words, var options) ->
                        new ProjectionsCommand(shopOf(options), out).run(words);
                case CommandLine.ResetAdmin(var options) -> {
                    new ResetAdminCommand(options.data(), out).run(options.port());
                    yield 0;
                }
                case CommandLine.CopyEvents(var toServer, var server, var options) -> {
                    new EventsCommand(options.data(), out).copy(toServer, server);
                    yield 0;
                }
            };
        } catch (CannotStart | PartFailed e) {
            if (!stopping) {
                print(e.getMessage());
            }
            return 1;
        }
    }

    private static void requireFile(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CannotStart("There is no file " + file + " to read.");
        }
    }

    private ImportCommand importing(CommandLine.Options options, ShopClient shop) {
        return new ImportCommand(shop, DataDirectory.imports(options.data()), out);
    }

    /// The shop that runs on the data, or one that is started for this command and stopped after
    /// it.
    private ShopClient shopOf(CommandLine.Options options) {
        if (options.reset() || !DataDirectory.isInUse(options.data())) {
            start(options);
        }
        int port =
                DataDirectory.portOfShop(options.data())
                        .orElseThrow(() ->
                                new CannotStart(
                                        "The shop on %s is still starting; try again when it is ready."
                                                .formatted(options.data())));
        return new ShopClient(
                URI.create("http://localhost:" + port), Secrets.of(options.data()).operatorKey());
    }

    private static Path home() {
        return Path.of(System.getProperty("cartulary.home", "")).toAbsolutePath();
    }

    private void start(CommandLine.Options options) {
        long begun = System.nanoTime();
        checkPort(options.port());
        var data = DataDirectory.open(options.data());
        if (options.reset()) {
            data.reset();
        }
        data.tellPort(null);
        var secrets = Secrets.of(data.path());
        out.println("Starting Cartulary on " + data.path());
        // Nothing is logged before Spring has said where to.
        LoggingSystem.get(Launcher.class.getClassLoader()).beforeInitialize();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> LOG.error("The thread {} ended", thread.getName(), failure));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        var progress = new StartProgress(out, (part, sentence) -> startAgain(part, sentence, data));
        var servers = new EmbeddedParts(data.path(), PartsOptions.everything(), progress);
        parts = servers; // who stops us stops also those that are still starting
        supervisor = new PartSupervisor(servers);
        servers.startDatabaseFirst();
        startApplication(servers, secrets, data, options, progress);
        data.tellPort(options.port());
        tellAddresses(options, data, begun);
        startWorkInBackground(data);
    }

    private static void checkPort(int port) {
        try {
            new ServerSocket(port).close();
        } catch (IOException e) {
            throw new CannotStart(
                    "Port %d cannot be used (%s); choose another with --port."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    private void startApplication(
            EmbeddedParts servers,
            Secrets secrets,
            DataDirectory data,
            CommandLine.Options options,
            StartProgress progress) {
        long begun = System.nanoTime();
        var spring = new SpringApplication(StandaloneApplication.class);
        spring.setBannerMode(Banner.Mode.OFF);
        // The application is stopped before the servers it needs; two hooks would race.
        spring.setRegisterShutdownHook(false);
        spring.addInitializers(context ->
                context.getBeanFactory()
                        .registerSingleton("partsHealthIndicator", new PartsHealth(servers)));
        // Nothing asks the other servers before all beans are made, which takes as long as they do.
        spring.addInitializers(context ->
                ((GenericApplicationContext) context)
                        .registerBean(
                                "awaitedParts",
                                SmartInitializingSingleton.class,
                                () -> servers::awaitAll));
        try {
            application =
                    spring.run(
                            ShopSettings.of(servers, secrets, data, options)
                                    .toArray(String[]::new));
        } catch (PartFailed e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CannotStart(
                    "The application did not start (more in %s): %s"
                            .formatted(
                                    data.log(),
                                    NestedExceptionUtils.getMostSpecificCause(e).getMessage()),
                    e);
        }
        progress.ready(
                "Application",
                Duration.ofNanos(System.nanoTime() - begun),
                "http://localhost:" + options.port());
    }

    private void tellAddresses(CommandLine.Options options, DataDirectory data, long begun) {
        String address = "http://localhost:" + options.port();
        out.printf(
                Locale.ROOT,
                """
                Cartulary is ready after %.1f s.
                  API                %s/api/v1
                  API documents      %s/api/docs
                  Health             %s/actuator/health
                  Log                %s
                  Mails              %s (until there is a mail server)
                  Time zone          %s (of business days; --time-zone changes it)
                """,
                (System.nanoTime() - begun) / 1e9,
                address,
                address,
                address,
                data.log(),
                DataDirectory.outbox(data.path()),
                data.timeZone(options.timeZone()));
        var context = application;
        if (context != null) {
            context.getBean(FirstAdmin.class)
                    .token()
                    .ifPresent(token ->
                            out.printf(
                                    "  First log-in       as %s, who is not there yet:%n%s",
                                    ShopSettings.ADMIN_EMAIL,
                                    ResetAdminCommand.passwordLink(
                                            options.port(),
                                            "accept-invitation",
                                            token,
                                            "seven days")));
        }
        out.println("Ctrl-C stops it.");
    }

    /// What makes the next start faster may take the time that no one else needs.
    private void startWorkInBackground(DataDirectory data) {
        var program = System.getProperty("cartulary.when-ready");
        if (program == null) {
            return;
        }
        var log = data.path().resolve("when-ready.log").toFile();
        try {
            background =
                    new ProcessBuilder("nice", "-n", "19", program)
                            .redirectErrorStream(true)
                            .redirectOutput(log)
                            .start();
        } catch (IOException e) {
            LOG.warn("{} could not be started", program, e);
        }
    }

    /// `./start` starts this process again when it dies. When that one is killed this one would run
    /// on with no one to stop it.
    private static void stopWithSupervisor() {
        if (Boolean.getBoolean("cartulary.supervised")) {
            ProcessHandle.current()
                    .parent()
                    .ifPresent(it -> it.onExit().thenRun(() -> System.exit(1)));
        }
    }

    private static void untilStopped() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The shop does what it can without one of its servers, until that runs again.
    private void startAgain(Part part, String sentence, DataDirectory data) {
        var servers = parts;
        if (stopping || servers == null) {
            return;
        }
        String full = data.isFull() ? " The disk of %s is full.".formatted(data.path()) : "";
        LOG.warn("{}{} It is started again.", sentence, full);
        print(sentence + full + " It is started again.");
        var supervisor = this.supervisor;
        if (supervisor != null) {
            supervisor.startAgain(part);
        }
    }

    private void stop() {
        stopping = true;
        var work = background;
        if (work != null) {
            work.destroy();
        }
        var context = application;
        if (context != null) {
            out.println("Stopping.");
            closeWithinLimit(context);
        }
        var servers = parts;
        if (servers != null) {
            servers.close();
        }
    }

    private void closeWithinLimit(ConfigurableApplicationContext context) {
        try {
            CompletableFuture.runAsync(
                            context::close, task -> Thread.ofPlatform().daemon().start(task))
                    .orTimeout(APPLICATION_STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            print("The application did not stop cleanly: " + e.getCause());
        }
    }

    private void print(@Nullable String message) {
        String line = String.valueOf(message).lines().findFirst().orElse("");
        err.println("Cartulary: " + (line.length() > LINE ? line.substring(0, LINE) + "…" : line));
    }
}
