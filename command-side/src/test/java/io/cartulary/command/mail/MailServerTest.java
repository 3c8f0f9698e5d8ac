package io.cartulary.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectFailed.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// What is known when a mail server does not simply take a mail.
@Timeout(30)
class MailServerTest {

    /// Speaks just enough SMTP, and answers one word of it as the test wants; with nothing, it
    /// hangs up.
    private static final class Listener implements AutoCloseable {

        private static final String HANG_UP = "";

        private final ServerSocket socket;
        private final Map<String, String> answers;

        Listener(Map<String, String> answers) throws IOException {
            this.answers = answers;
            this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (var client = socket.accept()) {
                    converse(client);
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }

        private void converse(Socket client) throws IOException {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    client.getInputStream(), StandardCharsets.US_ASCII));
            if (!answer(client, "HELLO", "220 here")) {
                return;
            }
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var word = line.split("[ :]")[0].toUpperCase(java.util.Locale.ROOT);
                if (!answer(client, word, word.equals("DATA") ? "354 go on" : "250 fine")) {
                    return;
                }
                if (word.equals("DATA")) {
                    while (!".".equals(line)) {
                        line = in.readLine();
                    }
                    if (!answer(client, ".", "250 taken")) {
                        return;
                    }
                }
            }
        }

        private boolean answer(Socket client, String word, String usual) throws IOException {
            var answer = answers.getOrDefault(word, usual);
            client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return !answer.equals(HANG_UP);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void takes_a_mail() throws Exception {
        try (var server = new Listener(Map.of())) {
            assertThatCode(() -> send(server.socket.getLocalPort(), "anna@example.org"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void that_took_it_and_then_hung_up_took_it() throws Exception {
        assertThat(failureOf(Map.of("QUIT", ""))).isNull();
    }

    @Test
    void that_hangs_up_after_the_text_may_have_taken_it() throws Exception {
        assertThat(failureOf(Map.of(".", "")).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void that_refuses_the_address_refuses_for_good_and_is_not_quoted() throws Exception {
        var failure = failureOf(Map.of("RCPT", "550 no anna@example.org here"));

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.code()).isEqualTo("smtp_550");
        assertThat(failure).hasMessageNotContaining("anna").hasNoCause();
    }

    @Test
    void that_refuses_the_text_refuses_for_good() throws Exception {
        assertThat(failureOf(Map.of(".", "554 spam")).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void that_is_busy_is_asked_later() throws Exception {
        assertThat(failureOf(Map.of("RCPT", "451 greylisted")).kind()).isEqualTo(Kind.LATER);
        assertThat(failureOf(Map.of("MAIL", "452 disk full")).kind()).isEqualTo(Kind.LATER);
        assertThat(failureOf(Map.of("HELLO", "421 too busy")).kind()).isEqualTo(Kind.LATER);
    }

    @Test
    void that_is_not_there_is_asked_later() throws Exception {
        int unusedPort;
        try (var socket = new ServerSocket(0)) {
            unusedPort = socket.getLocalPort();
        }
        assertThat(failure(unusedPort, "anna@example.org").kind()).isEqualTo(Kind.LATER);
    }

    @Test
    void is_not_asked_to_write_to_what_is_no_address() throws Exception {
        try (var server = new Listener(Map.of())) {
            var failure = failure(server.socket.getLocalPort(), "anna at example");
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessageNotContaining("anna");
        }
    }

    private static EffectFailed failureOf(Map<String, String> answers) throws IOException {
        try (var server = new Listener(answers)) {
            return failure(server.socket.getLocalPort(), "anna@example.org");
        }
    }

    private static @Nullable EffectFailed failure(int port, String to) {
        return catchThrowableOfType(EffectFailed.class, () -> send(port, to));
    }

    private static void send(int port, String to) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.timeout", "5000");
        new MailServer(sender, new MailSettings("Shop <shop@example.org>", null))
                .send(new Mail(to, "Subject", "Text", null, "key-1"));
    }
}
