package io.cartulary.benchmarks.fuzz;

import io.cartulary.benchmarks.client.Answer;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Shopper;
import io.cartulary.benchmarks.client.Staff;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// Sells one piece of a new product from the catalogue to the confirmed order, whatever others
/// changed in the shop before.
final class Sale {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final URI shop;
    private final Path data;
    private int sold;

    Sale(URI shop, Path data) {
        this.shop = shop;
        this.data = data;
    }

    /// @param ids take in the order and its cart, so that later requests meet them
    /// @throws Answer.Unexpected when it does not succeed within a minute
    void sell(KnownIds ids) throws IOException, InterruptedException {
        var sku = "SALE-%04d".formatted(sold++);
        offer(sku);
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var shopper = new Shopper(shop)) {
                shopper.openCart();
                shopper.addItem(sku, 1);
                var order = shopper.placeOrder("tok_settle");
                shopper.awaitConfirmation(order);
                ids.add("orderId", order);
                ids.add("Cart-Token", shopper.cartToken());
                return;
            } catch (Answer.Unexpected e) {
                // Prices and shipping reach check-outs a moment after staff set them.
                if (System.nanoTime() > until) {
                    throw e;
                }
                Pause.of(BETWEEN_TRIES);
            }
        }
    }

    /// A product with stock, and the shipping method as the sample shop has it.
    private void offer(String sku) throws IOException {
        try (var staff = new Staff(shop, data)) {
            staff.put(
                            "/api/v1/admin/shipping-methods/standard",
                            """
                            {"name":"Standard","rates":[{"price":{"amount":495,"currency":"EUR"}}]}\
                            """)
                    .accepted("offer shipping");
            staff.post(
                            "/api/v1/admin/products",
                            """
                            {"slug":"%s","description":{"name":{"en":"Sale %s"}},\
                            "variants":[{"sku":"%s","price":{"amount":1250,"currency":"EUR"},\
                            "taxClass":"standard","weightGrams":100}],"publish":true}\
                            """
                                    .formatted(sku.toLowerCase(java.util.Locale.ROOT), sku, sku))
                    .accepted("create product");
            staff.post(
                            "/api/v1/admin/stock/" + sku + "/adjustments",
                            "{\"delta\":5,\"reason\":\"DELIVERY\",\"reference\":\"sale\"}")
                    .accepted("adjust stock");
        }
    }
}
