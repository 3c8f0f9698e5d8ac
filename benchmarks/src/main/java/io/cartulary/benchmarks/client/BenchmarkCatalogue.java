package io.cartulary.benchmarks.client;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// What shoppers of a benchmark buy: products of its own with enough stock, and a coupon.
///
/// @param prefix of its SKUs, for example `BENCH`, followed by `-0001`
public record BenchmarkCatalogue(String prefix, int size, String coupon) {

    private static final int STAFF_MEMBERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public String randomSku() {
        return randomSku(size);
    }

    /// One of the first `among`.
    public String randomSku(int among) {
        return sku(ThreadLocalRandom.current().nextInt(among));
    }

    public String sku(int number) {
        return "%s-%04d".formatted(prefix, number);
    }

    List<String> skus() {
        return IntStream.range(0, size).mapToObj(this::sku).toList();
    }

    /// Puts everything on sale, each SKU with `pieces` delivered, unless it is already. What an
    /// earlier attempt left unfinished is finished.
    ///
    /// @param couponUses how many orders may use the coupon
    public void fill(URI shop, Path data, int pieces, int couponUses)
            throws IOException, InterruptedException {
        try (var staff = new Staff(shop, data)) {
            if (staff.get("/api/v1/admin/coupons/" + coupon).isSuccess()) {
                return; // it is made last
            }
            fill(() -> new Staff(shop, data), pieces, couponUses);
            staff.untilCaughtUp(PATIENCE);
        }
    }

    /// Who comes to work.
    public interface StaffDoor {
        Staff enter() throws IOException;
    }

    /// The same without looking at what is there, and without waiting for those who read.
    public void fill(StaffDoor door, int pieces, int couponUses)
            throws IOException, InterruptedException {
        System.out.printf("creating %d products%n", size);
        createAll(pieces, door);
        try (var staff = door.enter()) {
            createCoupon(staff, couponUses);
        }
    }

    /// The ids of its products, as a shopper finds them.
    public List<String> productIds(Staff staff) throws IOException {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = staff.read(list(100) + cursor);
            page.path("items").forEach(product -> ids.add(product.path("productId").asString()));
            var next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return ids;
    }

    private String list(int limit) {
        return "/api/v1/products?tag=%s&limit=%d".formatted(tag(), limit);
    }

    private String tag() {
        return prefix.toLowerCase(Locale.ROOT);
    }

    private void createAll(int pieces, StaffDoor door) throws InterruptedException {
        var brands = prepare(door);
        var missing = new ConcurrentLinkedQueue<>(skus());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers =
                    IntStream.range(0, STAFF_MEMBERS)
                            .<Future<?>>mapToObj(_ ->
                                    threads.submit(() -> createSome(missing, brands, pieces, door)))
                            .toList();
            for (var worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkUnavailable("The products could not be created: " + why(e), e);
        }
    }

    /// @return identifiers of [#BRANDS]
    private static List<String> prepare(StaffDoor door) {
        try (var staff = door.enter()) {
            staff.put(
                            "/api/v1/admin/attributes/colour",
                            "{\"label\":{\"en\":\"Colour\"},\"kind\":\"TEXT\",\"filterable\":true,\"searchable\":true}")
                    .accepted("define an attribute");
            var brands = new ArrayList<String>();
            for (var name : BRANDS) {
                brands.add(brand(name, staff));
            }
            return brands;
        } catch (IOException e) {
            throw new BenchmarkUnavailable(
                    "The products' attribute and brands could not be made", e);
        }
    }

    private static String brand(String name, Staff staff) throws IOException {
        var slug = name.toLowerCase(Locale.ROOT);
        var created =
                staff.post(
                        "/api/v1/admin/brands",
                        "{\"slug\":\"%s\",\"description\":{\"name\":{\"en\":\"%s\"}}}"
                                .formatted(slug, name),
                        "benchmark-brand-" + slug);
        if (created.isSuccess()) {
            return created.member("brandId");
        }
        // It is there by an attempt that is no longer remembered.
        return staff.read("/api/v1/admin/brands/" + slug).path("brandId").asString();
    }

    private static String why(ExecutionException failure) {
        return failure.getCause() instanceof Answer.Unexpected refused
                ? refused.getMessage() + " " + refused.details()
                : String.valueOf(failure.getCause());
    }

    private Void createSome(
            ConcurrentLinkedQueue<String> missing, List<String> brands, int pieces, StaffDoor door)
            throws IOException {
        try (var staff = door.enter()) {
            for (var sku = missing.poll(); sku != null; sku = missing.poll()) {
                create(sku, brands, pieces, staff);
            }
        }
        return null;
    }

    private void create(String sku, List<String> brands, int pieces, Staff staff)
            throws IOException {
        var number = Integer.parseInt(sku.substring(sku.lastIndexOf('-') + 1));
        var created =
                staff.post(
                        "/api/v1/admin/products",
                        """
                        {"slug":"%s","description":{"name":{"en":"%s %s number %d"},\
                        "description":{"en":"A product that only benchmarks buy."},\
                        "brand":"%s","tags":["%s","%s"],\
                        "attributes":{"colour":["%s"]}},\
                        "variants":[{"sku":"%s","price":{"amount":%d,"currency":"EUR"},\
                        "taxClass":"standard","weightGrams":%d}],"publish":true}\
                        """
                                .formatted(
                                        sku.toLowerCase(Locale.ROOT),
                                        pick(COLOURS, number),
                                        pick(THINGS, number / 7),
                                        number,
                                        pick(brands, number / 3),
                                        pick(THINGS, number / 7),
                                        tag(),
                                        pick(COLOURS, number),
                                        sku,
                                        500 + number * 37 % 9_500,
                                        100 + number % 900));
        if (!"SLUG_TAKEN".equals(created.member("code"))) { // by an earlier attempt
            created.accepted("create product");
        }
        // Its reference makes a repetition change nothing.
        staff.post(
                        "/api/v1/admin/stock/" + sku + "/adjustments",
                        "{\"delta\":%d,\"reason\":\"DELIVERY\",\"reference\":\"bench-delivery\"}"
                                .formatted(pieces))
                .accepted("adjust stock");
    }

    private void createCoupon(Staff staff, int uses) throws IOException {
        staff.post(
                        "/api/v1/admin/coupons",
                        """
                        {"code":"%s","terms":{"discount":{"kind":"PERCENTAGE","percent":"5"},"usageLimit":%d}}\
                        """
                                .formatted(coupon, uses))
                .accepted("create coupon");
    }

    private static final List<String> COLOURS =
            List.of("Red", "Green", "Blue", "Yellow", "Black", "White", "Grey", "Amber");
    private static final List<String> THINGS =
            List.of(
                    "Lamp",
                    "Mug",
                    "Scarf",
                    "Chair",
                    "Candle",
                    "Notebook",
                    "Bowl",
                    "Kettle",
                    "Towel");
    private static final List<String> BRANDS = List.of("Northwind", "Harbour", "Linden", "Meadow");

    /// Words a shopper may look for on this catalogue.
    public static String randomThing() {
        return pick(THINGS, ThreadLocalRandom.current().nextInt(THINGS.size()));
    }

    /// The slug of one.
    public static String randomBrand() {
        return pick(BRANDS, ThreadLocalRandom.current().nextInt(BRANDS.size()))
                .toLowerCase(Locale.ROOT);
    }

    private static String pick(List<String> words, int number) {
        return words.get(number % words.size());
    }
}
