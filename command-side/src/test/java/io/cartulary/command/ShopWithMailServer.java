package io.cartulary.command;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// One command side with a real mail server, which all tests that read mails share. Both end with
/// the JVM.
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = EmbeddedDatabases.LEFT_TO_THE_END)
public abstract class ShopWithMailServer {

    protected static final String STAFF = "staff@example.org";
    protected static final String FIRST_ADMIN = "first-admin@example.org";

    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        if (!SERVER.isRunning()) {
            SERVER.start();
        }
        EmbeddedDatabases.register(properties, "mail");
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
        properties.add("cartulary.mail.staff", () -> STAFF);
        properties.add("cartulary.mail.from", () -> "Example Shop <shop@example.org>");
        properties.add("cartulary.accounts.admin-email", () -> FIRST_ADMIN);
        properties.add("cartulary.effects.look-every", () -> "50ms");
        properties.add("cartulary.payment.cash-on-delivery.enabled", () -> true);
    }

    protected static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(address);
                    } catch (MessagingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }
}
