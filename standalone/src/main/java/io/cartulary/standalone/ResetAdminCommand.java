package io.cartulary.standalone;

import io.cartulary.command.account.staff.AdminReset;
import io.cartulary.embedded.parts.Database;
import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartsListener;
import io.cartulary.embedded.parts.PartsOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// `./start reset-admin`: shows a link with which a super_admin sets another password. Who may read
/// the data directory has the database anyway.
final class ResetAdminCommand {

    private final Path data;
    private final PrintStream out;

    ResetAdminCommand(Path data, PrintStream out) {
        this.data = data;
        this.out = out;
    }

    void run(int port) {
        if (!DataDirectory.isOfShop(data)) {
            throw new CannotStart("There is no shop in " + data + ".");
        }
        LoggingSystem.get(ResetAdminCommand.class.getClassLoader()).beforeInitialize();
        try {
            if (DataDirectory.isInUse(data)) {
                show(DataDirectory.portOfShop(data).orElse(port));
                return;
            }
            try (var directory = DataDirectory.open(data);
                    var _ =
                            EmbeddedParts.start(
                                    directory.path(),
                                    new PartsOptions(EnumSet.of(Part.POSTGRESQL), true),
                                    PartsListener.SILENT)) {
                show(port);
            }
        } catch (IOException | DataAccessException e) {
            throw new CannotStart("The shop's database does not answer: " + e.getMessage(), e);
        }
    }

    private void show(int port) throws IOException {
        var events = Database.of(data, EmbeddedParts.SHOP + "_events", DatabaseUser.COMMAND_SIDE);
        var link =
                AdminReset.issue(JdbcClient.create(events.dataSource()))
                        .orElseThrow(() ->
                                new CannotStart(
                                        "No one is super_admin or invited to be; ./start invites."));
        out.print(passwordLink(port, link.path(), link.token(), "one hour"));
    }

    /// How a link to set a password is shown to a person.
    ///
    /// @param route below `/api/v1/auth` that takes the token
    static String passwordLink(int port, String route, String token, String validFor) {
        return """
          Super admin        sets a password with this link, once, within %s:
            http://localhost:%d/account/%s?token=%s
                             or with this line, and a password of their own:
            curl -i http://localhost:%d/api/v1/auth/%s -H 'Content-Type: application/json' \\
              -d '{"token": "%s", "password": "PASSWORD"}'
        """
                .formatted(validFor, port, route, token, port, route, token);
    }
}
