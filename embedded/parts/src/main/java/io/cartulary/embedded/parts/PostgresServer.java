package io.cartulary.embedded.parts;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/// A PostgreSQL server of our own. Unlike the JVM children it does not notice that its parent is
/// gone, so a shell that does stops it; whatever is left of it nevertheless is stopped at the next
/// start.
final class PostgresServer implements RunningPart {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final EmbeddedPostgres server;
    private final ProcessHandle postmaster;
    private final Process watchdog;

    private PostgresServer(EmbeddedPostgres server, ProcessHandle postmaster, Process watchdog) {
        this.server = server;
        this.postmaster = postmaster;
        this.watchdog = watchdog;
    }

    static PostgresServer start(Path directory, boolean durable) throws IOException {
        Path cluster = Files.createDirectories(directory).resolve("cluster");
        Path complete = directory.resolve("complete");
        stopLeftover(directory);
        if (!Files.exists(complete)) {
            // Interrupted while it was made for the first time: there is nothing in it to keep.
            Tree.delete(cluster);
        }
        var watchdog = watch(cluster);
        var server = open(directory, cluster, durable);
        var postmaster = Postmaster.of(cluster).orElseThrow().process();
        if (!Files.exists(complete)) {
            Files.createFile(complete);
        }
        return new PostgresServer(server, postmaster, watchdog);
    }

    static void stopLeftover(Path directory) throws IOException {
        var cluster = directory.resolve("cluster");
        Postmaster.of(cluster).ifPresent(Postmaster::stop);
        Postmaster.awaitOrphans(cluster);
    }

    private static EmbeddedPostgres open(Path directory, Path cluster, boolean durable)
            throws IOException {
        var log =
                Redirect.appendTo(
                        EmbeddedParts.log(directory.getParent(), Part.POSTGRESQL).toFile());
        String disk = durable ? "on" : "off";
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Home.built("parts").resolve("postgresql").toFile())
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(LIMIT)
                .setPort(Port.remembered(directory.resolve("port")))
                .setErrorRedirector(log)
                .setOutputRedirector(log)
                // The same order and the same letters on every machine, whatever its language.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", disk)
                .setServerConfig("synchronous_commit", disk)
                .setServerConfig("full_page_writes", disk)
                .setServerConfig("max_connections", "400")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("min_wal_size", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("random_page_cost", "1.1")
                // Compiling a query takes longer than any of ours runs.
                .setServerConfig("jit", "off")
                .setServerConfig("unix_socket_directories", "")
                .start();
    }

    /// Its standard input ends when we do, and nothing else ends it, for who ends us may send the
    /// same signal to all of our group; then it asks the server, if there is one by then, for a
    /// fast, clean stop.
    private static Process watch(Path cluster) throws IOException {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "trap '' INT HUP TERM; read -r _; pid=$(head -n 1 \"$1\") && kill -INT \"$pid\"",
                        "sh",
                        cluster.resolve("postmaster.pid").toString())
                .redirectError(Redirect.DISCARD)
                .redirectOutput(Redirect.DISCARD)
                .start();
    }

    /// Two may ask for the same one at the same time.
    synchronized void createDatabaseIfMissing(String name) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var exists =
                        connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
                var create = connection.createStatement()) {
            exists.setString(1, name);
            if (!exists.executeQuery().next()) {
                create.execute("CREATE DATABASE " + create.enquoteIdentifier(name, true));
            }
        }
    }

    /// `jdbc:postgresql://host:port/`, to which the name of a database is added.
    @Override
    public String address() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/";
    }

    @Override
    public ProcessHandle process() {
        return postmaster;
    }

    @Override
    public void close() {
        watchdog.destroyForcibly();
        try {
            server.close();
        } catch (IOException e) {
            throw new PartFailed("PostgreSQL could not be stopped.", e);
        }
        // The library gives up after five seconds, which a last checkpoint may exceed.
        Leftover.endsWithin(postmaster, LIMIT);
    }
}
