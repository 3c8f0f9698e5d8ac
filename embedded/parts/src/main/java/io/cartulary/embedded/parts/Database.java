package io.cartulary.embedded.parts;

import io.cartulary.embedded.parts.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/// A database, and as whom it is used.
///
/// @param url a JDBC address
public record Database(String url, String username, String password) {

    /// A database of the shop that runs on `directory`, whichever process runs it.
    public static Database of(Path directory, String name, DatabaseUser user) throws IOException {
        var port = Files.readString(PostgresServer.port(directory.resolve("postgresql"))).strip();
        return new Database(
                PostgresServer.address(Integer.parseInt(port)) + name,
                user.title(),
                SecretsFile.in(directory).secret(user.secretName()));
    }

    /// What an application is configured with, for example as `cartulary.databases.event-store`.
    public Map<String, String> settings(String prefix) {
        var settings = new LinkedHashMap<String, String>();
        settings.put(prefix + ".url", url);
        settings.put(prefix + ".username", username);
        settings.put(prefix + ".password", password);
        return settings;
    }

    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /// Without a pool.
    public PGSimpleDataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(username);
        source.setPassword(password);
        return source;
    }

    /// Without the password.
    @Override
    public String toString() {
        return url + " as " + username;
    }
}
