package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.cartulary.command.ShopWithMailServer;
import io.cartulary.command.account.AccountCommand.RegisterAccount;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.token.AccessTokenIssuer;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Accounts as their owners use them, and the mails that they get.
abstract class AccountsOverHttp extends ShopWithMailServer {

    static final Duration SOON = Duration.ofSeconds(20);
    static final String PASSWORD = "four words nobody joins";
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Pattern TOKEN = Pattern.compile("token=([\\w-]{43})");

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired EmailHash hashes;
    @Autowired AccessTokenIssuer issuer;
    @Autowired PersonalDataCipher cipher;
    @Autowired CommandGateway commands;

    final HttpClient http = HttpClient.newHttpClient();
    static @Nullable String sharedEmail;
    static @Nullable Answer sharedTokens;

    String email = newEmail();

    record Answer(int status, JsonNode body) {

        String text(String member) {
            return body.path(member).asString("");
        }
    }

    /// A password hash takes a while: tests that need nothing of their own share an account, and
    /// those that leave its session alone share that.
    void openAccount() {
        register(email);
        verify(tokenIn(mail(0)));
    }

    private static String newEmail() {
        return UUID.randomUUID() + "@example.org";
    }

    void useSharedAccount() {
        if (sharedEmail == null) {
            // The test may have used its own before.
            email = newEmail();
            openAccount();
            sharedEmail = email;
        }
        email = sharedEmail;
    }

    Answer sharedTokens() {
        useSharedAccount();
        if (sharedTokens == null) {
            sharedTokens = logIn(PASSWORD);
        }
        return sharedTokens;
    }

    void register(String address) {
        var answer =
                post(
                        "/auth/register",
                        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(address, PASSWORD));
        assertThat(answer).isEqualTo(new Answer(202, MissingNode.getInstance()));
    }

    void verify(String token) {
        assertThat(post("/auth/verify-email", "{\"token\": \"%s\"}".formatted(token)).status())
                .isEqualTo(204);
    }

    Answer logIn(String password) {
        return post(
                "/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    String superAdmin() {
        return accountWithoutPassword(Role.SUPER_ADMIN);
    }

    /// A hash of a password takes a while, and an account that no one logs in to with one needs
    /// none.
    String accountWithoutPassword(Role role) {
        var account = new AccountId("account-" + UUID.randomUUID());
        database.sql(
                        """
                        insert into account.credential
                            (account_id, email_hash, email_sealed, language, role, created_at, verified_at, version)
                        values (?, ?, ?, 'en', ?, now(), now(), 0)\
                        """)
                .params(
                        account.value(),
                        account.value(),
                        cipher.seal(account.customer().value(), account + "@example.org"),
                        role.name())
                .update();
        commands.sendAndWait(new RegisterAccount(account, account + "@example.org", "en"));
        return account.value();
    }

    /// What an owner of that role would be logged in with.
    String bearer(String account, Role role) {
        return "Bearer " + issuer.issue(new AccountId(account), SessionId.next(), role);
    }

    static String refreshOf(Answer tokens) {
        return "{\"refreshToken\": \"%s\"}".formatted(tokens.text("refreshToken"));
    }

    Answer me(Answer tokens) {
        return get("/users/me", bearer(tokens));
    }

    static String bearer(Answer tokens) {
        return "Bearer " + tokens.text("accessToken");
    }

    MimeMessage mail(int number) {
        return awaitMails(email, number + 1).get(number);
    }

    void awaitMail(String subject) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(mailsTo(email))
                                .extracting(MimeMessage::getSubject)
                                .contains(subject));
    }

    static List<MimeMessage> awaitMails(String address, int count) {
        return await().atMost(SOON).until(() -> mailsTo(address), mails -> mails.size() >= count);
    }

    static String tokenIn(MimeMessage mail) {
        try {
            var found = TOKEN.matcher(textOf(mail));
            assertThat(found.find()).as(GreenMailUtil.getBody(mail)).isTrue();
            return found.group(1);
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    static String textOf(Part part) throws IOException, MessagingException {
        return part.getContent() instanceof Multipart several
                ? textOf(several.getBodyPart(0))
                : part.getContent().toString();
    }

    String accountId() {
        return database.sql(
                        "select account_id from account.credential where email_hash = ? and verified_at is not null")
                .param(hashes.of(email))
                .query(String.class)
                .single();
    }

    /// Their names without the context.
    List<String> eventsOf(String account) {
        return database
                .sql(
                        "select payload_type from domain_event_entry where aggregate_identifier = ? order by sequence_number")
                .param(account)
                .query(String.class)
                .list()
                .stream()
                .map(type -> type.substring(type.indexOf('.') + 1))
                .toList();
    }

    Answer post(String path, String body) {
        return send("POST", path, body, null);
    }

    Answer get(String path, @Nullable String authorization) {
        return send("GET", path, null, authorization);
    }

    Answer send(String method, String path, @Nullable String body, @Nullable String authorization) {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:%d/api/v1%s".formatted(port, path)))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.body().isEmpty()
                            ? MissingNode.getInstance()
                            : JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
