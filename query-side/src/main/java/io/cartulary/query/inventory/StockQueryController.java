package io.cartulary.query.inventory;

import static java.util.stream.Collectors.toSet;

import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.query.catalog.CatalogQuery.FindProduct;
import io.cartulary.query.catalog.FoundProduct;
import io.cartulary.query.inventory.StockQuery.*;
import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.projection.answer.PublicAnswers.Content;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows what can be bought to shoppers and what is in the house to staff.
@RestController
class StockQueryController {

    private static final String LEVELS = "stock";
    private static final String BACKORDERS = "backorders";
    private static final String CHANGES = "stock-changes";

    private final Questions questions;
    private final Cursors cursors;
    private final PrivateAnswers answers;
    private final PublicAnswers publicAnswers;

    StockQueryController(
            Questions questions,
            Cursors cursors,
            PrivateAnswers answers,
            PublicAnswers publicAnswers) {
        this.questions = questions;
        this.cursors = cursors;
        this.answers = answers;
        this.publicAnswers = publicAnswers;
    }

    /// Whether a SKU can be bought.
    record Availability(Sku sku, int available) {}

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/products/{idOrSlug}/availability")
    ResponseEntity<byte[]> ofProduct(
            @PathVariable String idOrSlug,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return publicAnswers.answer(
                position,
                List.of("availability", idOrSlug),
                () -> Content.of(Page.whole(availabilityOf(idOrSlug))));
    }

    private List<Availability> availabilityOf(String idOrSlug) {
        var product =
                questions
                        .get(new FindProduct(idOrSlug), FoundProduct.class, "product " + idOrSlug)
                        .page();
        var forSale = product.variants().stream().map(Variant::sku).collect(toSet());
        return questions
                .list(new ListStockOfProduct(product.productId()), StockLevel.class)
                .stream()
                .filter(level -> forSale.contains(level.sku()))
                .map(level -> new Availability(level.sku(), level.available()))
                .toList();
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/stock")
    Page<StockLevel> list(
            @RequestParam(required = false) @Nullable Integer availableBelow,
            @RequestParam(defaultValue = "false") boolean low,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var after = cursors.read(LEVELS, cursor, key -> new Sku(key.getFirst()));
        var query = new ListStockLevels(availableBelow, low, after, size + 1);
        return cursors.page(
                LEVELS,
                questions.list(query, StockLevel.class),
                size,
                level -> List.of(level.sku().value()));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/stock/{sku}")
    ResponseEntity<StockLevel> get(@PathVariable Sku sku) {
        var level = questions.get(new FindStockLevel(sku), StockLevel.class, "stock of " + sku);
        return answers.of(level, level.entityTag());
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/stock/{sku}/backorders")
    Page<Backorder> backorders(
            @PathVariable Sku sku,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var query = new ListBackorders(sku, last(BACKORDERS, cursor), size + 1);
        return cursors.page(
                BACKORDERS,
                questions.list(query, Backorder.class),
                size,
                waiting -> List.of(Long.toString(waiting.since())));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/stock/{sku}/changes")
    Page<StockChange> changes(
            @PathVariable Sku sku,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        return page(new ListStockChanges(sku, last(CHANGES, cursor), size + 1), size);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/stock/changes")
    Page<StockChange> changesByReference(
            @RequestParam String reference,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        return page(
                new ListStockChangesByReference(reference, last(CHANGES, cursor), size + 1), size);
    }

    /// The position of the last entry of the page before.
    private @Nullable Long last(String list, @Nullable String cursor) {
        return cursors.read(list, cursor, key -> Long.valueOf(key.getFirst()));
    }

    private Page<StockChange> page(StockQuery query, int size) {
        return cursors.page(
                CHANGES,
                questions.list(query, StockChange.class),
                size,
                change -> List.of(Long.toString(change.position())));
    }
}
