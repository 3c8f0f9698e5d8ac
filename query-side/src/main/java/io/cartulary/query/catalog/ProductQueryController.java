package io.cartulary.query.catalog;

import io.cartulary.query.attribute.AttributeDefinitions;
import io.cartulary.query.catalog.CatalogQuery.*;
import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.projection.answer.PublicAnswers.Content;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows products one by one.
@RestController
class ProductQueryController {

    private static final String CURSOR = "products";

    /// As many as one can look at side by side.
    private static final int MOST_COMPARED = 6;

    private final Questions questions;
    private final Cursors cursors;
    private final AttributeDefinitions attributes;
    private final PublicAnswers answers;

    ProductQueryController(
            Questions questions,
            Cursors cursors,
            AttributeDefinitions attributes,
            PublicAnswers answers) {
        this.questions = questions;
        this.cursors = cursors;
        this.attributes = attributes;
        this.answers = answers;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/products/{idOrSlug}")
    ResponseEntity<byte[]> get(
            @PathVariable String idOrSlug,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answers.answer(
                position, List.of("product", idOrSlug), () -> page(idOrSlug, position));
    }

    private Content page(String idOrSlug, @Nullable String position) {
        var found = find(idOrSlug);
        if (found.presentSlug() != null) {
            return Content.movedTo(URI.create("/api/v1/products/" + found.presentSlug()));
        }
        var page = found.page();
        var definitions = attributes.at(position);
        return Content.of(
                new ShownProduct(page, definitions.label(page.description())),
                page.eTag("a" + definitions.revisionOf(page.description())));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/products/compare")
    ResponseEntity<byte[]> compare(
            @RequestParam @Size(min = 2, max = MOST_COMPARED) Set<String> ids,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var inOrder = List.copyOf(ids);
        return answers.answer(
                position,
                List.of("comparison", inOrder),
                () ->
                        Content.of(
                                ProductComparison.of(
                                        inOrder.stream().map(id -> find(id).page()).toList(),
                                        attributes.at(position))));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/products/{idOrSlug}/variants")
    ResponseEntity<byte[]> variants(
            @PathVariable String idOrSlug,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answers.answer(
                position,
                List.of("variants", idOrSlug),
                () -> Content.of(Page.whole(find(idOrSlug).page().variants())));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/products/{idOrSlug}")
    ResponseEntity<AdministeredProduct> getForStaff(@PathVariable String idOrSlug) {
        var product =
                questions.get(
                        new FindProductForStaff(idOrSlug),
                        AdministeredProduct.class,
                        "product " + idOrSlug);
        return ResponseEntity.ok()
                .eTag(product.page().eTag())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(product);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/products")
    Page<AdministeredProduct> listForStaff(
            @RequestParam(required = false) @Nullable ProductStatus status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var after = cursors.read(CURSOR, cursor, List::getFirst);
        var query = new ListProducts(status, after, size + 1);
        return cursors.page(
                CURSOR,
                questions.list(query, AdministeredProduct.class),
                size,
                product -> List.of(product.page().productId().value()));
    }

    private FoundProduct find(String idOrSlug) {
        return questions.get(new FindProduct(idOrSlug), FoundProduct.class, "product " + idOrSlug);
    }
}
