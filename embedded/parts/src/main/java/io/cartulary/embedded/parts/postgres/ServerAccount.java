package io.cartulary.embedded.parts.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The account of the system that PostgreSQL runs as: ours, unless we are root, which it refuses.
///
/// @param prefix what stands before a command so that it runs as that account
/// @param number whom its files must belong to; absent if they do anyway
record ServerAccount(List<String> prefix, @Nullable Integer number) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerAccount.class);

    private static final ServerAccount OURS = new ServerAccount(List.of(), null);

    /// Nothing else belongs to it: it is outside of what distributions and systemd give away
    /// (systemd, "Users, Groups, UIDs and GIDs").
    private static final int UNPRIVILEGED_NUMBER = 61_100;

    private static final ServerAccount UNPRIVILEGED =
            new ServerAccount(
                    List.of(
                            "setpriv",
                            "--reuid=" + UNPRIVILEGED_NUMBER,
                            "--regid=" + UNPRIVILEGED_NUMBER,
                            "--clear-groups",
                            "--inh-caps=-all",
                            "--no-new-privs",
                            // In a user namespace, where it goes by the name of nobody: without
                            // a name no data directory is made.
                            "unshare",
                            "--user"),
                    UNPRIVILEGED_NUMBER);

    /// Root in a user namespace, where PostgreSQL does not recognise it.
    private static final ServerAccount DISGUISED_ROOT =
            new ServerAccount(List.of("unshare", "--user"), 0);

    /// @param directory where the server's files will be
    static ServerAccount forFilesIn(Path directory, PostgresBinaries binaries)
            throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return OURS;
        }
        // It comes to its own files, and cannot list or read what is beside them.
        for (Path way : List.of(directory.getParent(), directory)) {
            Files.setPosixFilePermissions(way, PosixFilePermissions.fromString("rwx--x--x"));
        }
        if (UNPRIVILEGED.reaches(directory, binaries)) {
            return UNPRIVILEGED;
        }
        LOG.warn(
                "PostgreSQL runs with root's rights, because no other account reaches {} and {}",
                directory,
                binaries.directory());
        return DISGUISED_ROOT;
    }

    private boolean reaches(Path directory, PostgresBinaries binaries) throws InterruptedException {
        var probe =
                command(
                        "sh",
                        "-c",
                        "cd \"$1\" && \"$2\" --version",
                        "sh",
                        directory.toString(),
                        binaries.program("postgres"));
        try {
            return new ProcessBuilder(probe)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // the program that changes accounts is not installed
        }
    }

    List<String> command(String... words) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(words));
        return command;
    }

    /// Gives a file, or a directory with all that is in it, to the account.
    void own(Path path) throws IOException {
        if (number == null || number.equals(Files.getAttribute(path, "unix:uid"))) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.toList().reversed(); // what was interrupted begins again
        }
        for (Path each : deepestFirst) {
            Files.setAttribute(each, "unix:gid", number);
            Files.setAttribute(each, "unix:uid", number);
        }
    }
}
