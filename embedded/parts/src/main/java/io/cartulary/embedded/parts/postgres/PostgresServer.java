package io.cartulary.embedded.parts.postgres;

import io.cartulary.embedded.parts.Database;
import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartFailed;
import io.cartulary.embedded.parts.Port;
import io.cartulary.embedded.parts.SecretsFile;
import io.cartulary.embedded.parts.process.Directories;
import io.cartulary.embedded.parts.process.InstallRoot;
import io.cartulary.embedded.parts.process.RunningPart;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// A PostgreSQL server of our own: every user needs a password, and no application is a superuser.
/// Unlike the JVM children it does not notice that its parent is gone, so a shell that does stops
/// it; whatever is left of it nevertheless is stopped at the next start.
public final class PostgresServer implements RunningPart {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// To which databases are added that somebody asks for.
    private static final String FIRST_DATABASE = "postgres";

    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("listen_addresses", "127.0.0.1"),
                    Map.entry("unix_socket_directories", ""),
                    Map.entry("max_connections", "400"),
                    Map.entry("shared_buffers", "256MB"),
                    Map.entry("min_wal_size", "256MB"),
                    Map.entry("max_wal_size", "2GB"),
                    Map.entry("checkpoint_timeout", "15min"),
                    Map.entry("random_page_cost", "1.1"),
                    // Compiling a query takes longer than any of ours runs.
                    Map.entry("jit", "off"));

    private final Path directory;
    private final Path cluster;
    private final PostgresBinaries binaries;
    private final ServerAccount account;
    private final SecretsFile secrets;
    private final Process watchdog;
    private final int port;
    private final ProcessHandle postmaster;

    private PostgresServer(Path directory, boolean durable)
            throws IOException, InterruptedException {
        this.directory = directory;
        cluster = directory.resolve("cluster");
        secrets = SecretsFile.in(directory.getParent());
        binaries = PostgresBinaries.unpackedBelow(InstallRoot.built("parts").resolve("postgresql"));
        account = ServerAccount.forFilesIn(directory, binaries);
        port = Port.remembered(port(directory));
        watchdog = watch(cluster);
        try {
            if (!Files.exists(complete(directory))) {
                // Interrupted while it was made for the first time: there is nothing to keep.
                Directories.delete(cluster);
                make(durable);
            }
            account.own(cluster);
            run(durable);
            postmaster = Postmaster.of(cluster).orElseThrow().process();
        } catch (IOException | InterruptedException | RuntimeException e) {
            watchdog.destroyForcibly();
            stopLeftover(directory);
            throw e;
        }
    }

    /// @param databases that are there when it can be used, and who owns each
    public static PostgresServer start(
            Path directory, boolean durable, Map<String, DatabaseUser> databases)
            throws IOException, InterruptedException, SQLException {
        Files.createDirectories(directory);
        stopLeftover(directory);
        var server = new PostgresServer(directory, durable);
        try {
            server.letAnalystsIn();
            if (!Files.exists(complete(directory))) {
                server.createUsers();
                for (var database : databases.entrySet()) {
                    server.createDatabase(database.getKey(), database.getValue());
                }
                Files.createFile(complete(directory));
            }
            return server;
        } catch (IOException | SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    public static void stopLeftover(Path directory) throws IOException {
        var cluster = directory.resolve("cluster");
        Postmaster.of(cluster).ifPresent(Postmaster::stop);
        Postmaster.awaitOrphans(cluster);
    }

    private static Path complete(Path directory) {
        return directory.resolve("complete");
    }

    private void make(boolean durable) throws IOException, InterruptedException {
        Files.createDirectory(
                cluster,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // In a file, because everybody may read the arguments of a command.
        Path password =
                Files.createTempFile(
                        directory,
                        "password",
                        "",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, password(DatabaseUser.SUPERUSER));
            account.own(cluster);
            account.own(password);
            execute(
                    account.command(
                            binaries.program("initdb"),
                            "--pgdata=" + cluster,
                            "--username=" + DatabaseUser.SUPERUSER.title(),
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            // The same order and the same letters on every machine, whatever its
                            // language.
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            durable ? "--sync-method=fsync" : "--no-sync"));
        } finally {
            Files.delete(password);
        }
    }

    /// @param durable otherwise a test's: it has a hundred databases, of which each would be looked
    ///   at once a minute by a process of its own
    private void run(boolean durable) throws IOException, InterruptedException {
        String disk = durable ? "on" : "off";
        String options =
                SETTINGS.entrySet().stream()
                        .map(setting -> "-c %s=%s".formatted(setting.getKey(), setting.getValue()))
                        .collect(Collectors.joining(" "));
        execute(
                account.command(
                        binaries.program("pg_ctl"),
                        "--pgdata=" + cluster,
                        "--wait",
                        "--timeout=" + LIMIT.toSeconds(),
                        "--options=-p %d %s -c fsync=%s -c synchronous_commit=%s -c full_page_writes=%s -c autovacuum_naptime=%s"
                                .formatted(
                                        port,
                                        options,
                                        disk,
                                        disk,
                                        disk,
                                        durable ? "1min" : "10min"),
                        "start"));
    }

    private void execute(List<String> command) throws IOException, InterruptedException {
        Path log = EmbeddedParts.log(directory.getParent(), Part.POSTGRESQL);
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log.toFile()))
                        .start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new PartFailed("PostgreSQL did not start (see %s).".formatted(log));
        }
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

    private void createUsers() throws SQLException {
        try (var connection = connect(FIRST_DATABASE);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var user : List.of(DatabaseUser.COMMAND_SIDE, DatabaseUser.QUERY_SIDE)) {
                statement.execute("CREATE ROLE " + user.title() + " LOGIN");
                setPassword(connection, user);
            }
            connection.commit();
        }
    }

    /// At each start, so that a password that was added or removed since counts.
    private void letAnalystsIn() throws SQLException {
        var analyst = DatabaseUser.ANALYST;
        try (var connection = connect(FIRST_DATABASE);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    """
                    DO $$ BEGIN
                        IF to_regrole('%1$s') IS NULL THEN
                            CREATE ROLE %1$s CONNECTION LIMIT 10;
                            ALTER ROLE %1$s SET default_transaction_read_only = on;
                            ALTER ROLE %1$s SET search_path = reporting;
                            ALTER ROLE %1$s SET statement_timeout = '5min';
                            ALTER ROLE %1$s SET idle_in_transaction_session_timeout = '1min';
                            REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC;
                        END IF;
                    END $$\
                    """
                            .formatted(analyst.title()));
            boolean let = secrets.find(analyst.secretName()).isPresent();
            if (let) {
                setPassword(connection, analyst);
            }
            statement.execute(
                    "ALTER ROLE %s %s".formatted(analyst.title(), let ? "LOGIN" : "NOLOGIN"));
            connection.commit();
        }
    }

    /// Encrypted on this side: no statement with the password reaches a log.
    private void setPassword(Connection connection, DatabaseUser user) throws SQLException {
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(user.title(), password(user).toCharArray(), "scram-sha-256");
    }

    /// A database that `user` uses; it is made, and belongs to that user, if it is missing.
    public Database database(String name, DatabaseUser user) throws SQLException {
        createIfMissing(name, user);
        return of(name, user);
    }

    private Database of(String name, DatabaseUser user) {
        return new Database(address() + name, user.title(), password(user));
    }

    /// Two may ask for the same one at the same time.
    private synchronized void createIfMissing(String name, DatabaseUser owner) throws SQLException {
        try (var connection = connect(FIRST_DATABASE);
                var exists =
                        connection.prepareStatement(
                                "SELECT 1 FROM pg_database WHERE datname = ?")) {
            exists.setString(1, name);
            if (exists.executeQuery().next()) {
                return;
            }
        }
        createDatabase(name, owner);
    }

    /// What `deploy/postgres/create-databases.sh` does in the distributed form.
    private void createDatabase(String name, DatabaseUser owner) throws SQLException {
        try (var connection = connect(FIRST_DATABASE);
                var statement = connection.createStatement()) {
            String database = statement.enquoteIdentifier(name, true);
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(database, owner.title()));
            statement.execute("REVOKE CONNECT, TEMPORARY ON DATABASE " + database + " FROM PUBLIC");
            if (owner == DatabaseUser.COMMAND_SIDE) {
                statement.execute(
                        "GRANT CONNECT ON DATABASE %s TO %s"
                                .formatted(database, DatabaseUser.QUERY_SIDE.title()));
            } else {
                statement.execute(
                        "GRANT CONNECT ON DATABASE %s TO %s"
                                .formatted(database, DatabaseUser.ANALYST.title()));
            }
        }
        try (var connection = connect(name);
                var statement = connection.createStatement()) {
            statement.execute("ALTER SCHEMA public OWNER TO " + owner.title());
            if (owner == DatabaseUser.COMMAND_SIDE) {
                String reader = DatabaseUser.QUERY_SIDE.title();
                statement.execute("GRANT USAGE ON SCHEMA public TO " + reader);
                for (String kind : List.of("TABLES", "SEQUENCES")) {
                    statement.execute(
                            "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public GRANT SELECT ON %s TO %s"
                                    .formatted(owner.title(), kind, reader));
                }
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return of(database, DatabaseUser.SUPERUSER).connect();
    }

    private String password(DatabaseUser user) {
        return secrets.secret(user.secretName());
    }

    /// `jdbc:postgresql://host:port/`, to which the name of a database is added.
    @Override
    public String address() {
        return address(port);
    }

    public static String address(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/";
    }

    /// The file that says where the server of that directory listens.
    public static Path port(Path directory) {
        return directory.resolve("port");
    }

    @Override
    public ProcessHandle process() {
        return postmaster;
    }

    @Override
    public void close() {
        watchdog.destroyForcibly();
        if (postmaster.isAlive()) {
            new Postmaster(postmaster).stop();
        }
    }
}
