package io.cartulary.standalone.shop;

import io.cartulary.command.account.token.AccessTokenIssuer;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import io.cartulary.standalone.StandaloneApplication;
import io.cartulary.tests.access.OperatorAccess;
import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/// One shop with both sides in one process, for all tests of this module. It ends with the JVM:
/// closing it in an orderly way would wait for servers that the JVM's end takes away at the same
/// moment.
public final class StandaloneShop {

    public static final String NAME = "standalone";

    private static final int PORT = Ports.free();

    private static WebServerApplicationContext context = start();

    private StandaloneShop() {}

    public static WebServerApplicationContext context() {
        return context;
    }

    public static Shopper shopper() {
        return new Shopper(URI.create("http://localhost:" + PORT), OperatorAccess.KEY);
    }

    /// Of an account that is not there, which is looked at after who may call.
    public static String accessToken(Role role) {
        return context.getBean(AccessTokenIssuer.class)
                .issue(new AccountId("account-1"), SessionId.next(), role);
    }

    /// Of staff who act for that account.
    public static String accessTokenOnBehalf() {
        return context.getBean(AccessTokenIssuer.class)
                .issueOnBehalf(
                        new AccountId("account-1"), new AccountId("account-2"), SessionId.next());
    }

    /// Both sides end and begin again, on the same data and at the same address.
    public static void restart() {
        SpringApplication.exit(context);
        context = start();
    }

    private static WebServerApplicationContext start() {
        return (WebServerApplicationContext)
                SpringApplication.run(
                        new Class<?>[] {StandaloneApplication.class, ExampleUpcaster.class},
                        TestSettings.of(NAME, PORT)
                                .readModels(NAME)
                                .add("spring.main.register-shutdown-hook", false)
                                .arguments());
    }
}
