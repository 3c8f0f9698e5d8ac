package io.cartulary.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.account.token.AccessTokenIssuer;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import io.cartulary.standalone.shop.Ports;
import io.cartulary.standalone.shop.TestSettings;
import io.cartulary.tests.access.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/// Every process of a shop whose events are in Axon Server, while none can be reached: it lives,
/// waits for it, and says so.
class AxonServerAwayTest {

    private static final String LIVENESS = "/actuator/health/liveness";
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

    /// How long a process has to stay up for what it begins in the background to fail.
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<ConfigurableApplicationContext> context =
            new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    @AfterEach
    void stop() throws Exception {
        context.get(1, TimeUnit.MINUTES).close();
        ended.handle((_, failure) -> failure).get(1, TimeUnit.MINUTES);
    }

    /// Each mostly waits.
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({
        "command-side, io.cartulary.command.CommandSideApplication",
        "query-side, io.cartulary.query.QuerySideApplication",
        "standalone, io.cartulary.standalone.StandaloneApplication"
    })
    void lives_and_says_what_it_waits_for(String module, Class<?> application) throws Exception {
        var port = Ports.free();
        start(module, application, port);

        await().atMost(STARTED_WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    assertThat(ended).isNotDone();
                    return ask(port, LIVENESS, "").statusCode() == 200;
                });
        var staff = module.equals("query-side") ? TestIssuer.bearer() : bearer();
        await().during(A_WHILE)
                .atMost(STARTED_WITHIN)
                .until(() -> {
                    var readiness = ask(port, "/actuator/health/readiness", staff);
                    return readiness.statusCode() == 503
                            && readiness
                                    .body()
                                    .contains("The event store (axon-server) does not answer");
                });
        assertThat(ask(port, LIVENESS, "").statusCode()).isEqualTo(200);
        if (!module.equals("command-side")) {
            // Queries are answered here: by way of the server a list loses its elements' type.
            assertThat(context.get().getBean(QueryBus.class)).isInstanceOf(SimpleQueryBus.class);
        }
        assertThat(ended).isNotCompletedExceptionally();
    }

    private void start(String module, Class<?> application, int port) {
        var spring = new SpringApplication(application);
        if (module.equals("query-side")) {
            spring.addPrimarySources(List.of(TestIssuer.class));
        }
        spring.addListeners(
                (ApplicationListener<WebServerInitializedEvent>)
                        event ->
                                context.complete(
                                        (ConfigurableApplicationContext)
                                                event.getApplicationContext()));
        var arguments =
                TestSettings.of("axon_away", port)
                        .readModels("axon_away")
                        .add(
                                "spring.config.location",
                                "file:../" + module + "/src/main/resources/application.yml")
                        .add("cartulary.event-store", "axon-server")
                        .add("axon.axonserver.servers", "localhost:" + Ports.free())
                        .add("axon.axonserver.connect-timeout", 1000)
                        .add("cartulary.databases.event-store.read-only", false)
                        .add("cartulary.databases.personal-keys.read-only", false)
                        .add("spring.main.register-shutdown-hook", false)
                        .arguments();
        Thread.ofPlatform()
                .daemon()
                .name("main of " + module)
                .start(() -> {
                    try {
                        spring.run(arguments);
                        ended.complete(null);
                    } catch (RuntimeException failure) {
                        ended.completeExceptionally(failure);
                        context.completeExceptionally(failure);
                    }
                });
    }

    /// Of a process that issues tokens itself.
    private String bearer() throws Exception {
        return "Bearer "
                + context.get()
                        .getBean(AccessTokenIssuer.class)
                        .issue(new AccountId("account-1"), SessionId.next(), Role.ADMIN);
    }

    private HttpResponse<String> ask(int port, String path, String authorization)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                        .header("Authorization", authorization)
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }
}
