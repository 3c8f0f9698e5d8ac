package io.cartulary.command.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.ShopWithMailServer;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.LowStockReached;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.tests.access.OperatorAccess;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// From an event to the mail at a real mail server.
class MailTest extends ShopWithMailServer {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired private EventStore events;
    @Autowired private TransactionManager transactions;
    @Autowired private JdbcClient database;
    @LocalServerPort private int port;
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void writes_to_the_shopper_what_was_ordered() throws Exception {
        confirm("order-told", "told@example.org");
        awaitState("order-told", "DONE");

        var mail = mailsTo("told@example.org").getFirst();
        assertThat(mail.getSubject()).isEqualTo("Your order C-100042 is confirmed");
        assertThat(mail.getFrom()[0]).hasToString("Example Shop <shop@example.org>");
        assertThat(mail.getMessageID()).isEqualTo("<order-told-confirmation@example.org>");
        assertThat(mail.getContent().toString())
                .contains("2 × Blue mug: 21.60 EUR", "Shipping: 3.30 EUR", "Total: 24.90 EUR");
    }

    @Test
    void leaves_nothing_about_the_shopper_in_the_ledger() {
        confirm("order-private", "private@example.org");
        awaitState("order-private", "DONE");

        assertThat(
                        database.sql("select effect::text from effect where subject = ?")
                                .param("order-private")
                                .query(String.class)
                                .single())
                .doesNotContain("private@");
    }

    /// It went out, and the process ended before that was noted.
    @Test
    void is_not_sent_again_after_a_crash_but_waits_for_staff() throws Exception {
        confirm("order-crashed", "crashed@example.org");
        awaitState("order-crashed", "DONE");
        database.sql(
                        "update effect set state = 'DUE', in_doubt = true, due_at = now(), ended_at = null, outcome = null where subject = ?")
                .param("order-crashed")
                .update();
        awaitState("order-crashed", "PARKED");
        assertThat(mailsTo("crashed@example.org")).hasSize(1);

        var refused = decide("order-crashed", "retry", "{\"didNotHappen\": false}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("OUTCOME_UNKNOWN");

        assertThat(decide("order-crashed", "retry", "{\"didNotHappen\": true}").statusCode())
                .isEqualTo(202);
        awaitState("order-crashed", "DONE");
        assertThat(mailsTo("crashed@example.org"))
                .extracting(MimeMessage::getMessageID)
                .containsExactly(
                        "<order-crashed-confirmation@example.org>",
                        "<order-crashed-confirmation-1@example.org>");
    }

    @Test
    void can_be_given_up() throws Exception {
        confirm("order-given-up", "not an address");
        awaitState("order-given-up", "PARKED");

        assertThat(decide("order-given-up", "abandonment", "").statusCode()).isEqualTo(200);
        awaitState("order-given-up", "GIVEN_UP");
    }

    @Test
    void writes_to_staff_that_a_sku_runs_out() throws Exception {
        var mug = new Sku("MUG");
        var stock = StockItemId.of(mug);
        publish("StockItem", stock.value(), new LowStockReached(stock, mug, 3, 5));
        await().atMost(SOON).until(() -> !mailsTo(STAFF).isEmpty());

        var mail = mailsTo(STAFF).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Low stock: MUG");
        assertThat(mail.getContent().toString())
                .contains("Of MUG 3 can be sold. You asked to hear of it at 5.");
    }

    private void confirm(String order, String address) {
        var orderId = new OrderId(order);
        var customer = new CustomerId("customer-" + order);
        var payment = new PaymentId("payment-" + order);
        var mug =
                new OrderLine(
                        1,
                        new Sku("MUG"),
                        new ProductId("product-1"),
                        "Blue mug",
                        2,
                        euros("9.00"),
                        euros("0"),
                        euros("3.60"),
                        euros("21.60"),
                        1);
        var where =
                Personal.of(
                        customer.value(),
                        new PostalAddress("Anna", "Street 1", null, "Weimar", null, "99423", "DE"));
        var placed =
                new OrderPlaced(
                        orderId,
                        "C-100042",
                        new CartId("cart-" + order),
                        customer,
                        customer,
                        List.of(mug),
                        new OrderTotals(
                                euros("18.00"),
                                euros("0"),
                                euros("3.30"),
                                euros("3.60"),
                                euros("24.90")),
                        List.of(),
                        Personal.of(customer.value(), new Contact(address, null)),
                        where,
                        where,
                        "DE",
                        "standard",
                        payment,
                        "simulated",
                        "tok_settle",
                        Instant.parse("2026-03-01T12:00:00Z"));
        var confirmed = new OrderConfirmed(orderId, customer, payment, List.of());
        publish("Order", order, placed, confirmed);
    }

    private void publish(String type, String aggregate, Object... payloads) {
        var messages =
                IntStream.range(0, payloads.length)
                        .mapToObj(at ->
                                new GenericDomainEventMessage<>(type, aggregate, at, payloads[at]))
                        .toList();
        var step = DefaultUnitOfWork.startAndGet(messages.getFirst());
        step.attachTransaction(transactions);
        step.execute(() -> events.publish(messages));
    }

    private static Money euros(String amount) {
        return Money.parse("EUR " + amount);
    }

    private void awaitState(String order, String state) {
        await().atMost(SOON)
                .until(() ->
                        database.sql(
                                        "select state from effect where subject = ? and kind = 'mail-order-confirmation'")
                                .param(order)
                                .query(String.class)
                                .optional()
                                .filter(state::equals)
                                .isPresent());
    }

    private HttpResponse<String> decide(String order, String decision, String body)
            throws IOException, InterruptedException {
        var effect =
                database.sql("select effect_id from effect where subject = ?")
                        .param(order)
                        .query(String.class)
                        .single();
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/api/v1/admin/effects/%s/%s"
                                                .formatted(port, effect, decision)))
                        .header("Authorization", OperatorAccess.bearer(port))
                        .header("Content-Type", "application/json")
                        .POST(
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
