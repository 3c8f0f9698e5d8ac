package io.cartulary.query.catalog;

import static io.cartulary.query.QueryNode.at;
import static io.cartulary.query.search.product.SampleProducts.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.query.QueryNode;
import io.cartulary.query.QueryNode.Answer;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.web.consistency.Position;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// For how long a page that everyone sees alike is kept, and how often it is read.
@Execution(ExecutionMode.SAME_THREAD)
class KeptPagesTest {

    private static final int SHOPPERS = 50;

    private final QueryNode node = QueryNode.shared();
    private final MeterRegistry meters = node.bean(MeterRegistry.class);
    private final ProductCreated product = named("Kept " + UUID.randomUUID());
    private final String page = "/api/v1/products/" + product.slug();

    @Test
    void is_not_sent_again_while_it_stays_as_it_is() {
        var position = publish();
        var seen = node.ask("GET", page, at(position));

        var again = node.ask("GET", page, "If-None-Match", seen.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("Cache-Control")).isEqualTo("max-age=0, public, s-maxage=1");
    }

    @Test
    void shows_a_change_at_once_to_who_holds_its_position_and_soon_to_everyone() {
        node.ask("GET", page, at(publish()));
        var before = node.ask("GET", page);
        assertThat(before.text("/name/en")).startsWith("Kept");

        var position =
                node.publish(
                        new ProductDescribed(product.productId(), named("Changed").description()));

        var own = node.ask("GET", page, at(position));
        assertThat(own.text("/name/en")).isEqualTo("Changed");
        assertThat(own.header("Cache-Control")).isEqualTo("no-store");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        node.ask("GET", page, "If-None-Match", before.header("ETag")).status()
                                == 200);
    }

    @Test
    void is_read_once_for_all_who_ask_at_the_same_time() throws Exception {
        node.ask("GET", page, at(publish()));
        // A page that no one asked for yet.
        var path = "/api/v1/products/" + product.productId();
        var readBefore = read();

        List<CompletableFuture<Answer>> shoppers;
        var database = node.readModels();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holding = database.getConnection()) {
            holding.setAutoCommit(false);
            try (var lock = holding.createStatement()) {
                lock.execute("lock table %s.product".formatted(schema()));
            }
            shoppers =
                    IntStream.range(0, SHOPPERS)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> node.ask("GET", path), threads))
                            .toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> inProgress() == SHOPPERS);
            holding.rollback();
            shoppers.forEach(CompletableFuture::join);
        }

        assertThat(shoppers)
                .extracting(CompletableFuture::join)
                .allMatch(answer -> answer.status() == 200)
                .extracting(answer -> answer.text("/slug"))
                .containsOnly(product.slug());
        assertThat(read() - readBefore).isEqualTo(1);
    }

    @Test
    void does_not_keep_that_there_was_none() {
        assertThat(node.ask("GET", page).status()).isEqualTo(404);
        publish();

        await().atMost(Duration.ofSeconds(30)).until(() -> node.ask("GET", page).status() == 200);
    }

    private Position publish() {
        return node.publish(product, new ProductPublished(product.productId()));
    }

    private static ProductCreated named(String name) {
        return created(name, "Lux", "Home", Map.of());
    }

    private String schema() {
        return node.bean(AwaitedGenerations.class).of(ProductPageProjection.NAME).schema();
    }

    /// Requests that the node has begun to answer.
    private int inProgress() {
        return meters.get("http.server.requests.active").longTaskTimers().stream()
                .mapToInt(LongTaskTimer::activeTasks)
                .sum();
    }

    private double read() {
        return meters.get("cartulary.public.answers.read").counter().count();
    }
}
