package io.cartulary.embedded.paymentprovider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.embedded.paymentprovider.Shop.Heard;
import io.cartulary.embedded.paymentprovider.Shop.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentProviderTest {

    private static final String PAYMENT = "payment-1";
    private static final Duration LATE = Duration.ofMillis(700);

    @TempDir private Path data;
    private Shop shop;
    private PaymentProvider provider;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop();
        start(LATE);
    }

    @AfterEach
    void close() throws IOException {
        provider.close();
        shop.close();
    }

    private void start(Duration late) throws IOException {
        provider = PaymentProvider.start(settings(late), Clock.systemUTC());
        shop.uses(provider.address());
    }

    private void restart() throws IOException {
        provider.close();
        start(LATE);
    }

    private ProviderSettings settings(Duration late) {
        return new ProviderSettings("127.0.0.1", 0, data, Shop.SECRET, late, false);
    }

    private List<String> ledger() throws IOException {
        return Files.readAllLines(data.resolve(PaymentProvider.LEDGER));
    }

    private void settled(String reference, long amount) {
        shop.charge(reference, amount, "tok_settle");
        await().until(() -> !shop.heardOf(reference).isEmpty());
    }

    @Nested
    class Tokens {

        @Test
        void settle_is_answered_pending_and_then_called_back() throws Exception {
            Reply reply = shop.charge(PAYMENT, 1250, "tok_settle");

            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.chargeStatus()).isEqualTo("pending");
            assertThat(reply.body().path("chargeId").asString()).startsWith("ch_");
            await().untilAsserted(() -> assertThat(shop.heardOf(PAYMENT)).hasSize(1));
            Heard heard = shop.heardOf(PAYMENT).getFirst();
            assertThat(heard.json().path("type").asString()).isEqualTo("charge.settled");
            assertThat(heard.json().path("eventId").asString()).startsWith("evt_");
            assertThat(heard.json().path("chargeId")).isEqualTo(reply.body().path("chargeId"));
            assertThat(heard.json().path("amount").asLong()).isEqualTo(1250);
            assertThat(heard.json().path("currency").asString()).isEqualTo("EUR");
            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("settled");
            assertThat(ledger())
                    .hasSize(2)
                    .satisfiesExactly(
                            charged -> assertThat(charged).contains("\"entry\":\"charged\""),
                            settled -> assertThat(settled).contains("\"entry\":\"settled\""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"tok_decline", "tok_anything_else"})
        void decline_and_whatever_is_unknown_are_declined(String token) {
            shop.charge(PAYMENT, 1250, token);

            await().untilAsserted(() -> assertThat(shop.heardOf(PAYMENT)).hasSize(1));
            assertThat(shop.heardOf(PAYMENT).getFirst().json().path("type").asString())
                    .isEqualTo("charge.declined");
            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("declined");
        }

        @Test
        void late_stays_pending_for_the_configured_delay() {
            Instant before = Clock.systemUTC().instant();
            shop.charge(PAYMENT, 1250, "tok_late");
            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("pending");

            await().untilAsserted(() -> assertThat(shop.heardOf(PAYMENT)).hasSize(1));
            assertThat(Duration.between(before, Clock.systemUTC().instant()))
                    .isGreaterThanOrEqualTo(LATE);
            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("settled");
        }

        @Test
        void twice_sends_the_same_event_two_times() {
            shop.charge(PAYMENT, 1250, "tok_twice");

            await().untilAsserted(() -> assertThat(shop.heardOf(PAYMENT)).hasSize(2));
            assertThat(shop.heardOf(PAYMENT))
                    .extracting(heard -> heard.json().path("eventId").asString())
                    .containsOnly(
                            shop.heardOf(PAYMENT).getFirst().json().path("eventId").asString());
        }

        @Test
        void never_stays_pending_also_after_a_restart() throws Exception {
            shop.charge(PAYMENT, 1250, "tok_never");
            restart();
            settled("payment-after", 1);

            assertThat(shop.heardOf(PAYMENT)).isEmpty();
            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("pending");
        }
    }

    @Nested
    class Callbacks {

        @Test
        void are_signed_over_their_time_and_body() throws Exception {
            settled(PAYMENT, 1250);

            Heard heard = shop.heardOf(PAYMENT).getFirst();
            assertThat(heard.signature()).matches("t=\\d+,v1=[0-9a-f]{64}");
            String time = heard.signature().substring(2, heard.signature().indexOf(','));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Shop.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String expected =
                    HexFormat.of()
                            .formatHex(
                                    mac.doFinal(
                                            (time + "." + heard.body())
                                                    .getBytes(StandardCharsets.UTF_8)));
            assertThat(heard.signature()).endsWith("v1=" + expected);
            assertThat(Long.parseLong(time))
                    .isCloseTo(
                            Clock.systemUTC().instant().getEpochSecond(),
                            org.assertj.core.data.Offset.offset(60L));
        }

        @Test
        void are_repeated_until_the_shop_listens() {
            shop.failsTheNext(2);
            shop.charge(PAYMENT, 1250, "tok_settle");

            await().untilAsserted(() -> assertThat(shop.heardOf(PAYMENT)).hasSize(1));
        }

        @Test
        void go_on_after_a_restart_and_only_where_the_shop_has_not_heard() throws Exception {
            settled("payment-heard", 100);
            shop.failsTheNext(1);
            shop.charge(PAYMENT, 1250, "tok_settle");
            await().until(shop::hasFailedAll);
            restart();

            await().untilAsserted(() -> assertThat(shop.heardOf(PAYMENT)).hasSize(1));
            assertThat(shop.heardOf("payment-heard")).hasSize(1);
            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("settled");
        }

        @Test
        void of_late_charges_survive_a_restart() throws Exception {
            shop.charge(PAYMENT, 1250, "tok_late");
            restart();

            await().untilAsserted(() -> assertThat(shop.heardOf(PAYMENT)).hasSize(1));
        }
    }

    @Nested
    class Repeating {

        @Test
        void the_same_charge_charges_once() throws Exception {
            Reply first = shop.charge(PAYMENT, 1250, "tok_never");
            restart();
            Reply second = shop.charge(PAYMENT, 1250, "tok_never");

            assertThat(second).isEqualTo(first);
            assertThat(ledger()).hasSize(1);
        }

        @Test
        void many_times_at_once_charges_once() throws Exception {
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Reply>> replies =
                        IntStream.range(0, 40)
                                .mapToObj(_ ->
                                        clients.submit(
                                                () -> shop.charge(PAYMENT, 1250, "tok_never")))
                                .toList();
                for (Future<Reply> reply : replies) {
                    assertThat(reply.get().status()).isEqualTo(202);
                }
            }
            assertThat(ledger()).hasSize(1);
        }

        @Test
        void a_key_with_another_body_is_refused() {
            shop.charge(PAYMENT, 1250, "tok_never");

            Reply reply = shop.charge(PAYMENT, 1251, "tok_never");

            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.code()).isEqualTo("KEY_USED_FOR_ANOTHER_REQUEST");
        }

        @Test
        void a_key_of_another_payment_is_refused() throws Exception {
            shop.charge("key-1", PAYMENT, 1250, "tok_never");
            restart();

            Reply reply = shop.charge("key-1", "payment-2", 1250, "tok_never");

            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.code()).isEqualTo("KEY_USED_FOR_ANOTHER_REQUEST");
            assertThat(ledger()).hasSize(1);
        }

        @Test
        void a_reference_under_another_key_is_refused() {
            shop.charge("key-1", PAYMENT, 1250, "tok_never");

            assertThat(shop.charge("key-2", PAYMENT, 1250, "tok_never").code())
                    .isEqualTo("ALREADY_CHARGED");
        }

        @Test
        void a_refund_gives_back_once() {
            settled(PAYMENT, 1250);

            Reply first = shop.refund(PAYMENT, "refund-1", 250);
            Reply second = shop.refund(PAYMENT, "refund-1", 250);

            assertThat(second).isEqualTo(first);
            assertThat(shop.find(PAYMENT).body().path("refunded").asLong()).isEqualTo(250);
            assertThat(shop.refund(PAYMENT, "refund-1", 251).status()).isEqualTo(409);
        }
    }

    @Nested
    class Voiding {

        @Test
        void before_settlement_is_final() {
            shop.charge(PAYMENT, 1250, "tok_late");

            assertThat(shop.voidCharge(PAYMENT).chargeStatus()).isEqualTo("voided");
            shop.charge("payment-later", 1, "tok_late");
            await().until(() -> !shop.heardOf("payment-later").isEmpty());
            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("voided");
            assertThat(shop.heardOf(PAYMENT)).isEmpty();
        }

        @Test
        void after_settlement_changes_nothing() throws Exception {
            settled(PAYMENT, 1250);

            Reply reply = shop.voidCharge(PAYMENT);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.chargeStatus()).isEqualTo("settled");
            assertThat(ledger()).hasSize(2);
        }

        @Test
        void before_the_charge_refuses_the_charge_also_after_a_restart() throws Exception {
            assertThat(shop.voidCharge(PAYMENT).status()).isEqualTo(200);
            assertThat(shop.charge(PAYMENT, 1250, "tok_settle").status()).isEqualTo(409);
            restart();

            Reply reply = shop.charge(PAYMENT, 1250, "tok_settle");

            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.code()).isEqualTo("ALREADY_VOIDED");
            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("voided");
            assertThat(ledger()).hasSize(1);
        }
    }

    @Nested
    class Refunding {

        @Test
        void gives_back_in_parts_and_never_more_than_settled() throws Exception {
            settled(PAYMENT, 1250);

            Reply part = shop.refund(PAYMENT, "refund-1", 1000);
            assertThat(part.status()).isEqualTo(200);
            assertThat(part.body().path("refundId").asString()).startsWith("re_");
            assertThat(part.body().path("status").asString()).isEqualTo("refunded");
            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("settled");
            restart();
            Reply tooMuch = shop.refund(PAYMENT, "refund-2", 251);
            assertThat(tooMuch.status()).isEqualTo(422);
            assertThat(tooMuch.code()).isEqualTo("MORE_THAN_SETTLED");
            assertThat(shop.refund(PAYMENT, "refund-3", 250).status()).isEqualTo(200);

            Reply found = shop.find(PAYMENT);
            assertThat(found.chargeStatus()).isEqualTo("refunded");
            assertThat(found.body().path("refunded").asLong()).isEqualTo(1250);
            assertThat(shop.refund(PAYMENT, "refund-4", 1).status()).isEqualTo(422);
        }

        @Test
        void needs_money_that_settled() {
            shop.charge(PAYMENT, 1250, "tok_never");

            assertThat(shop.refund(PAYMENT, "refund-1", 1).status()).isEqualTo(422);
            assertThat(shop.refund("payment-unknown", "refund-1", 1).status()).isEqualTo(404);
        }
    }

    @Nested
    class Refusing {

        @Test
        void whoever_does_not_show_the_secret() {
            Reply reply =
                    shop.send(
                            shop.request("/v1/charges/" + PAYMENT)
                                    .setHeader("Authorization", "Bearer wrong"));

            assertThat(reply.status()).isEqualTo(401);
        }

        @Test
        void what_it_does_not_know() {
            assertThat(shop.find(PAYMENT).status()).isEqualTo(404);
            assertThat(shop.post("/v1/charges/" + PAYMENT + "/capture", null, "").status())
                    .isEqualTo(404);
            assertThat(
                            shop.send(
                                            shop.request("/v1/charges")
                                                    .PUT(HttpRequest.BodyPublishers.noBody()))
                                    .status())
                    .isEqualTo(405);
        }

        @Test
        void nonsense_in_a_charge() throws Exception {
            assertThat(shop.post("/v1/charges", null, shop.chargeBody(PAYMENT, 1, "t")).status())
                    .isEqualTo(400);
            assertThat(shop.charge(PAYMENT, 0, "tok_settle").status()).isEqualTo(400);
            assertThat(shop.charge("a reference", PAYMENT, 1, "tok_settle").status())
                    .isEqualTo(400);
            String fraction = shop.chargeBody(PAYMENT, 1, "tok_settle").replace(":1,", ":1.5,");
            assertThat(shop.post("/v1/charges", PAYMENT, fraction).status()).isEqualTo(400);
            String file = shop.chargeBody(PAYMENT, 1, "tok_settle").replace("http://", "file://");
            assertThat(shop.post("/v1/charges", PAYMENT, file).status()).isEqualTo(400);
            assertThat(shop.post("/v1/charges", PAYMENT, "null").status()).isEqualTo(400);
            assertThat(shop.post("/v1/charges", PAYMENT, "{").status()).isEqualTo(400);
            assertThat(shop.post("/v1/charges", PAYMENT, " ".repeat(20_000)).status())
                    .isEqualTo(413);
            assertThat(ledger()).isEmpty();
        }
    }

    @Nested
    class TheLedger {

        @Test
        void loses_only_a_torn_last_line() throws Exception {
            shop.charge(PAYMENT, 1250, "tok_never");
            provider.close();
            Files.writeString(
                    data.resolve(PaymentProvider.LEDGER),
                    "{\"entry\":\"voided\",\"refer",
                    StandardOpenOption.APPEND);

            start(LATE);

            assertThat(shop.find(PAYMENT).chargeStatus()).isEqualTo("pending");
            settled("payment-after", 1);
            assertThat(ledger()).hasSize(3);
            restart();
            assertThat(shop.find("payment-after").chargeStatus()).isEqualTo("settled");
        }

        @Test
        void is_refused_if_it_is_damaged_elsewhere() throws Exception {
            settled(PAYMENT, 1250);
            provider.close();
            Path file = data.resolve(PaymentProvider.LEDGER);
            Files.writeString(file, Files.readString(file).replaceFirst("charged", "ch\0rged"));

            assertThatThrownBy(() -> start(LATE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Line 1 of");
        }

        @Test
        void belongs_to_one_provider_at_a_time() {
            assertThatThrownBy(() -> PaymentProvider.start(settings(LATE), Clock.systemUTC()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another payment provider");
        }

        @Test
        void adds_up_by_status_and_currency() throws Exception {
            settled("payment-1", 1250);
            settled("payment-2", 750);
            shop.refund("payment-2", "refund-1", 50);
            shop.charge("payment-3", 10, "tok_never");
            shop.voidCharge("payment-4");

            assertThat(LedgerTotals.of(data.resolve(PaymentProvider.LEDGER)))
                    .containsPattern("(?m)^settled +EUR +2 +2000 +50$")
                    .containsPattern("(?m)^pending +EUR +1 +10 +0$")
                    .containsPattern("(?m)^voided +- +1 +0 +0$");
        }
    }
}
