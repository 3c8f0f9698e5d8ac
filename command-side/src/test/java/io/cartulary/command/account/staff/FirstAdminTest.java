package io.cartulary.command.account.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.ShopWithMailServer;
import io.cartulary.command.account.AccountSettings;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.credential.SuperAdmins;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.OneTimeTokenService;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A shop that is started again and again before anyone is super_admin.
class FirstAdminTest extends ShopWithMailServer {

    @Autowired private StaffService staff;
    @Autowired private SuperAdmins superAdmins;
    @Autowired private EmailHash hashes;
    @Autowired private OneTimeTokenService tokens;
    @Autowired private AccountTransactions transactions;
    @Autowired private JdbcClient database;

    private final String email = UUID.randomUUID() + "@example.org";

    private FirstAdmin start() {
        var settings =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of("cartulary.accounts.admin-email", email)))
                        .bindOrCreate("cartulary.accounts", AccountSettings.class);
        var admin = new FirstAdmin(staff, superAdmins, hashes, tokens, transactions, settings);
        admin.invite();
        return admin;
    }

    private void awaitMails(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> mailsTo(email).size() == count);
    }

    @Test
    void mails_who_is_named_once_as_long_as_the_link_can_be_used() {
        database.sql("update account.credential set role = 'CUSTOMER' where role = 'SUPER_ADMIN'")
                .update();
        assertThat(start().token()).isPresent();
        awaitMails(1);
        assertThat(start().token()).isPresent();
        assertThat(invitations()).isEqualTo(1);

        database.sql("update account.one_time_token set expires_at = now() where account_id = ?")
                .param(account())
                .update();
        start();
        awaitMails(2);
        assertThat(invitations()).isEqualTo(2);
    }

    private String account() {
        return staff.findInvited(email).orElseThrow().value();
    }

    private int invitations() {
        return database.sql(
                        "select count(*) from domain_event_entry where aggregate_identifier = ? and payload_type = 'account.StaffInvited'")
                .param(account())
                .query(Integer.class)
                .single();
    }
}
