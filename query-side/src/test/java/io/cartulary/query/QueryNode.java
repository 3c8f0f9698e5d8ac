package io.cartulary.query;

import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.family.EventFamilies;
import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.tests.access.TestIssuer;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.consistency.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A query-side process on databases of its own, whose events are written by the test.
public final class QueryNode implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The contexts that need nothing but PostgreSQL.
    @SpringBootApplication(
            scanBasePackages = {
                "io.cartulary.eventstore",
                "io.cartulary.web",
                "io.cartulary.query.projection",
                "io.cartulary.query.order",
                "io.cartulary.query.catalog",
                "io.cartulary.query.brand",
                "io.cartulary.query.category",
                "io.cartulary.query.collection",
                "io.cartulary.query.media",
                "io.cartulary.query.inventory",
                "io.cartulary.query.coupon",
                "io.cartulary.query.customer",
                "io.cartulary.query.recommendation",
                "io.cartulary.query.reporting",
                "io.cartulary.query.review",
                "io.cartulary.query.attribute",
                "io.cartulary.query.audit"
            })
    static class Application {}

    private final String shop;
    private final List<String> more;
    private final WebServerApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();

    private QueryNode(String shop, List<String> more, Class<?>... beans) {
        this.shop = shop;
        this.more = more;
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--cartulary.processors.claim-every=250ms",
                                "--cartulary.security.token-secret=0123456789abcdef0123456789abcdef"));
        var databases = new HashMap<>(SharedParts.eventStoreSettings(shop));
        databases.putAll(SharedParts.readModelSettings(shop));
        databases.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        for (var name : List.of("event-store", "personal-keys", "read-models")) {
            arguments.add("--cartulary.databases.%s.read-only=false".formatted(name));
        }
        arguments.addAll(more);
        this.context =
                (WebServerApplicationContext)
                        new SpringApplicationBuilder(
                                        Stream.concat(
                                                        Stream.of(
                                                                Application.class,
                                                                TestIssuer.class),
                                                        Stream.of(beans))
                                                .toArray(Class<?>[]::new))
                                .properties(
                                        "spring.config.import=classpath:event-store.yml,classpath:web.yml,"
                                                + "classpath:query-side.yml",
                                        "spring.main.banner-mode=off")
                                .registerShutdownHook(false)
                                .run(arguments.toArray(String[]::new));
    }

    /// The one that tests share which only need some events of their own.
    public static QueryNode shared() {
        return Shared.NODE;
    }

    /// Starts on empty databases.
    ///
    /// @param beans more components, for example a projection made for the test
    public static QueryNode start(Class<?>... beans) {
        return start(List.of(), beans);
    }

    /// Starts on empty databases with more arguments.
    public static QueryNode start(List<String> arguments, Class<?>... beans) {
        return new QueryNode("node_" + NUMBER.incrementAndGet(), arguments, beans);
    }

    /// Starts another process on the same databases.
    public QueryNode startAnother(Class<?>... beans) {
        return new QueryNode(shop, more, beans);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /// Appends events in one transaction, each as the next one of its aggregate, with the metadata
    /// of a guest.
    public Position publish(DomainEvent... events) {
        return publish(Map.of("actorId", "admin", "actorRole", "staff"), events);
    }

    public Position publish(Map<String, ?> metadata, DomainEvent... events) {
        bean(TransactionManager.class)
                .executeInTransaction(() ->
                        bean(EventStore.class)
                                .publish(
                                        Stream.of(events)
                                                .map(event -> message(event).withMetaData(metadata))
                                                .toList()));
        return new Position(bean(EventStoreHead.class).index());
    }

    private GenericDomainEventMessage<DomainEvent> message(DomainEvent event) {
        return new GenericDomainEventMessage<>(
                EventFamilies.contextOf(event.getClass()),
                event.aggregateId(),
                sequences.merge(event.aggregateId(), 0L, (last, _) -> last + 1),
                event);
    }

    /// A personal value as another process sealed it: this one has not read its key yet.
    public String sealedElsewhere(CustomerId person, String json) {
        return new PersonalDataCipher(personalKeys()).seal(person.value(), json);
    }

    public DataSource readModels() {
        return context.getBean("readModelsDataSource", DataSource.class);
    }

    /// For what a test writes there by hand.
    public DataSource events() {
        return context.getBean("eventStorePool", DataSource.class);
    }

    private DataSource personalKeys() {
        return context.getBean("personalKeysDataSource", DataSource.class);
    }

    /// As `docs/operations.md` says.
    public void erase(CustomerId person) {
        JdbcClient.create(personalKeys())
                .sql("select erase_person(?)")
                .param(person.value())
                .query()
                .listOfRows();
    }

    /// Asks as staff.
    public Answer staff(String method, String path, String... headers) {
        return ask(method, path, with(headers, "Authorization", credentials()));
    }

    /// Posts a JSON document as staff.
    public Answer staffSends(String path, String body) {
        return staffSends("POST", path, body);
    }

    /// Sends a JSON document as staff.
    public Answer staffSends(String method, String path, String body, String... headers) {
        return send(
                HttpRequest.newBuilder(address(path))
                        .method(method, BodyPublishers.ofString(body))
                        .headers(
                                with(
                                        headers,
                                        "Authorization",
                                        credentials(),
                                        "Content-Type",
                                        "application/json")));
    }

    private static String credentials() {
        return TestIssuer.bearer();
    }

    /// Asks as the guest who has a cart.
    public Answer guest(CartId cart, String path, String... headers) {
        var token = bean(CartTokens.class).issue(cart);
        return ask("GET", path, with(headers, ApiHeaders.CART_TOKEN, token));
    }

    public Answer ask(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(address(path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI address(String path) {
        return URI.create(
                "http://localhost:%d%s".formatted(context.getWebServer().getPort(), path));
    }

    /// A header that makes a question wait until a position is visible.
    public static String[] at(Position position) {
        return new String[] {ApiHeaders.POSITION, position.encode()};
    }

    @Override
    public void close() {
        SpringApplication.exit(context);
    }

    /// What came back.
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /// The text at a JSON pointer, for example `/lines/0/sku`.
        public String text(String pointer) {
            return json().at(pointer).asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private static final class Shared {
        static final QueryNode NODE = start();
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }
}
