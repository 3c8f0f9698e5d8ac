package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.payment.PaymentCommand.RecordDecline;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the stored events of one order say of their origin, from the shopper's request on, over
/// HTTP and with a real payment provider.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainOfEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PAY_WITHIN = Duration.ofSeconds(4);
    private static final String REQUEST = "request-of-ada";
    private static final String BROWSER = "Lynx/2.9";

    private CommandNode shop;

    @BeforeAll
    void open() throws IOException {
        shop = new CommandNode("chain_of_events", PAY_WITHIN);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    /// @param cause the event before it in the chain, or the command that the chain began with
    record Stored(String id, String type, String aggregate, Map<String, String> metadata) {
        String cause() {
            return metadata.get("causationId");
        }
    }

    @Test
    void reaches_from_the_shoppers_request_over_the_providers_message_to_the_confirmation() {
        var order = place("tok_settle");
        var chain = chainOf(order, "order.OrderConfirmed");

        var byTheShopper =
                List.of("order.OrderPlaced", "inventory.StockReserved", "payment.PaymentRequested");
        var byTheProvider = List.of("payment.PaymentSettled", "order.OrderConfirmed");
        assertThat(chain).extracting(Stored::type).containsSubsequence(byTheShopper);
        assertThat(chain).extracting(Stored::type).containsSubsequence(byTheProvider);
        for (var event : chain) {
            if (byTheShopper.contains(event.type())) {
                assertThat(event.metadata())
                        .containsEntry("actorRole", "guest")
                        .containsEntry("requestId", REQUEST);
                assertThat(originOf(event).get("userAgent").asString()).isEqualTo(BROWSER);
                assertThat(originOf(event).get("address").asString()).isEqualTo("127.0.0.1");
            }
            if (byTheProvider.contains(event.type())) {
                assertThat(event.metadata())
                        .containsEntry("actorId", "payment-provider-simulated")
                        .containsEntry("actorRole", "system");
                assertThat(event.metadata().get("requestId")).isNotEqualTo(REQUEST);
                assertThat(originOf(event).get("address").asString()).isEqualTo("127.0.0.1");
            }
        }
        assertThat(causesOf(chain, "order.OrderConfirmed"))
                .containsExactly(
                        "order.OrderConfirmed",
                        "payment.PaymentSettled",
                        "payment.PaymentRequested",
                        "order.OrderPlaced");
        assertThat(causesOf(chain, "inventory.StockReserved"))
                .containsExactly("inventory.StockReserved", "order.OrderPlaced");
    }

    @Test
    void names_the_commands_and_what_sent_them() {
        var chain = chainOf(place("tok_settle"), "order.OrderConfirmed");

        assertThat(first(chain, "order.OrderPlaced").metadata())
                .containsEntry("command", "CheckOut/PlaceOrder")
                .doesNotContainKeys("handler", "effectId");
        assertThat(first(chain, "inventory.StockReserved").metadata())
                .containsEntry("command", "ReserveStock")
                .containsEntry("handler", "OrderFulfilmentSaga")
                .doesNotContainKey("effectId");
        assertThat(first(chain, "order.OrderConfirmed").metadata())
                .containsEntry("command", "ConfirmOrder")
                .containsEntry("handler", "OrderFulfilmentSaga");
    }

    @Test
    void reaches_from_the_shoppers_request_to_the_end_of_the_time_to_pay() {
        var order = place("tok_never");
        var chain = chainOf(order, "payment.PaymentVoided");

        assertThat(causesOf(chain, "order.OrderCancelled"))
                .containsExactly("order.OrderCancelled", "order.OrderPlaced");
        assertThat(causesOf(chain, "payment.PaymentVoided"))
                .containsExactly(
                        "payment.PaymentVoided",
                        "payment.PaymentCancelled",
                        "order.OrderCancelled",
                        "order.OrderPlaced");
        assertThat(first(chain, "order.OrderCancelled").metadata())
                .containsEntry("actorId", "system")
                .containsEntry("actorRole", "system")
                .doesNotContainKeys("origin", "requestId");
        assertThat(first(chain, "payment.PaymentVoided").metadata())
                .containsEntry("command", "RecordVoid")
                .containsEntry("handler", "WhenPaymentChangesThenAskProvider")
                .containsEntry(
                        "effectId",
                        shop.database()
                                .sql("select effect_id from effect where cause_event_id = ?")
                                .param(first(chain, "payment.PaymentCancelled").id())
                                .query(String.class)
                                .single());
    }

    /// As reconciliation does, from a thread of its own.
    @Test
    void reaches_from_the_shoppers_request_to_what_we_find_out_ourselves() {
        var order = place("tok_never");
        var payment =
                new PaymentId(
                        first(
                                        chainOf(order, "payment.PaymentRequested"),
                                        "payment.PaymentRequested")
                                .aggregate());
        shop.bean(CommandGateway.class).sendAndWait(new RecordDecline(payment, "ch_found"));

        var chain = chainOf(order, "order.OrderCancelled");
        assertThat(causesOf(chain, "order.OrderCancelled"))
                .containsExactly(
                        "order.OrderCancelled",
                        "payment.PaymentDeclined",
                        "payment.PaymentRequested",
                        "order.OrderPlaced");
        assertThat(first(chain, "payment.PaymentDeclined").metadata())
                .containsEntry("actorId", "system")
                .containsEntry("actorRole", "system");
    }

    private String place(String token) {
        return shop.guest()
                .put(shop.stock(1), 1)
                .order(token, List.of("X-Request-Id", REQUEST, "User-Agent", BROWSER))
                .expect(201)
                .text("/orderId");
    }

    /// All events with the correlation of the order's first one, in their order, once the `last`
    /// one is there.
    private List<Stored> chainOf(String order, String last) {
        return await().atMost(PATIENCE)
                .until(
                        () -> correlatedWith(order),
                        chain -> chain.stream().anyMatch(event -> event.type().equals(last)));
    }

    private List<Stored> correlatedWith(String order) {
        return shop.database()
                .sql(
                        """
                        select event_identifier, payload_type, aggregate_identifier, convert_from(meta_data, 'UTF8') as metadata
                        from domain_event_entry
                        where convert_from(meta_data, 'UTF8')::jsonb ->> 'correlationId' =
                              (select convert_from(meta_data, 'UTF8')::jsonb ->> 'correlationId' from domain_event_entry
                               where aggregate_identifier = ? and sequence_number = 0)
                        order by global_index
                        """)
                .param(order)
                .query((row, _) ->
                        new Stored(
                                row.getString("event_identifier"),
                                row.getString("payload_type"),
                                row.getString("aggregate_identifier"),
                                JsonMapper.shared()
                                        .readTree(row.getString("metadata"))
                                        .properties()
                                        .stream()
                                        .collect(
                                                Collectors.toMap(
                                                        Map.Entry::getKey,
                                                        entry -> entry.getValue().asString()))))
                .list();
    }

    private JsonNode originOf(Stored event) {
        return JsonMapper.shared()
                .readTree(
                        shop.bean(PersonalDataCipher.class)
                                .open(event.metadata().get("origin"))
                                .orElseThrow());
    }

    private static Stored first(List<Stored> chain, String type) {
        return chain.stream().filter(event -> event.type().equals(type)).findFirst().orElseThrow();
    }

    /// Types of an event and those it followed from, until where nothing is stored before.
    private static List<String> causesOf(List<Stored> chain, String type) {
        var byId = chain.stream().collect(Collectors.toMap(Stored::id, event -> event));
        var causes = new ArrayList<String>();
        var event = first(chain, type);
        while (event != null) {
            causes.add(event.type());
            event = byId.get(event.cause());
        }
        return causes;
    }
}
