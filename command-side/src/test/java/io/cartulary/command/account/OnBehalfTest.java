package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import io.cartulary.command.account.AccountCommand.RecordSessionEnd;
import io.cartulary.events.account.AccountEvent.SessionEndReason;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import io.cartulary.tests.access.OperatorAccess;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Staff who act for a customer.
class OnBehalfTest extends AccountsOverHttp {

    private final SessionId session = SessionId.next();
    private String staff = "account-" + UUID.randomUUID();

    private Answer open(String customer, String authorization) {
        return send(
                "POST",
                "/admin/customers/%s/access-token".formatted(customer),
                null,
                authorization);
    }

    private Answer openAs(Role role) {
        return open(customer(), "Bearer " + issuer.issue(new AccountId(staff), session, role));
    }

    private String customer() {
        useSharedAccount();
        return new AccountId(accountId()).customer().value();
    }

    private JsonNode lastEventOf(String aggregate) {
        var metadata =
                database.sql(
                                """
                                select convert_from(meta_data, 'UTF8') from domain_event_entry
                                where aggregate_identifier = ? order by sequence_number desc limit 1\
                                """)
                        .param(aggregate)
                        .query(String.class)
                        .single();
        return JSON.readTree(metadata);
    }

    @Test
    void have_a_token_that_names_both_and_is_short_lived() throws ParseException {
        var customer = customer();
        var answer = openAs(Role.ADMIN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("expiresIn")).isEqualTo("900");

        var claims = SignedJWT.parse(answer.text("accessToken")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(accountId());
        assertThat(claims.getClaim("act")).isEqualTo(Map.of("sub", staff));
        assertThat(claims.getStringClaim("role")).isEqualTo("CUSTOMER");
        assertThat(
                        Duration.between(
                                claims.getIssueTime().toInstant(),
                                claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(me(answer).text("customerId")).isEqualTo(customer);
    }

    @Test
    void are_on_record_with_the_customer_in_what_follows() {
        var customer = customer();
        var token = bearer(openAs(Role.ADMIN));
        var changed =
                send(
                        "PUT",
                        "/users/me",
                        "{\"firstName\": \"%s\", \"language\": \"en\"}".formatted(staff),
                        token);
        assertThat(changed.status()).isEqualTo(204);

        var metadata = lastEventOf(customer);
        assertThat(metadata.path("actorId").asString()).isEqualTo(customer);
        assertThat(metadata.path("actorRole").asString()).isEqualTo("customer");
        assertThat(metadata.path("staffId").asString()).isEqualTo(staff);
        assertThat(
                        database.sql(
                                        """
                                        select on_behalf_of || ' ' || method || ' ' || path || ' ' || status
                                        from staff_request where actor = ? order by request_no desc limit 1\
                                        """)
                                .param(staff)
                                .query(String.class)
                                .single())
                .isEqualTo(customer + " PUT /api/v1/users/me 204");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/auth/change-password",
                "POST|/users/me/email",
                "DELETE|/users/me",
                "GET|/users/me/sessions",
                "DELETE|/users/me/sessions",
                "GET|/users/me/second-factor",
                "POST|/auth/second-factor",
                "GET|/admin/tax-rules"
            })
    void reach_neither_what_only_the_owner_may_nor_what_staff_may(String method, String path) {
        var answer =
                send(method, path, method.equals("GET") ? null : "{}", bearer(openAs(Role.ADMIN)));
        assertThat(answer.text("code")).isEqualTo("FORBIDDEN");
    }

    @Test
    void are_persons_who_may_and_the_customer_has_an_account() {
        assertThat(openAs(Role.MODERATOR).text("code")).isEqualTo("FORBIDDEN");
        var asStaff = "Bearer " + issuer.issue(new AccountId(staff), session, Role.ADMIN);
        assertThat(open(customer(), OperatorAccess.bearer(port)).text("code"))
                .isEqualTo("FORBIDDEN");
        assertThat(open("customer-" + UUID.randomUUID(), asStaff).text("code"))
                .isEqualTo("NOT_FOUND");
        var boss = superAdmin();
        assertThat(open(new AccountId(boss).customer().value(), asStaff).text("code"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void stop_when_their_own_session_ends() {
        staff = superAdmin();
        var tokens = openAs(Role.SUPER_ADMIN);
        assertThat(me(tokens).status()).isEqualTo(200);
        commands.sendAndWait(
                new RecordSessionEnd(
                        new AccountId(staff),
                        "act-" + UUID.randomUUID(),
                        session,
                        SessionEndReason.LOGGED_OUT));
        await().atMost(SOON).until(() -> me(tokens).status() == 401);
    }
}
