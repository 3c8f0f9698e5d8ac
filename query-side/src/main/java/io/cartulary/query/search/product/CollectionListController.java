package io.cartulary.query.search.product;

import io.cartulary.query.collection.CollectionContents;
import io.cartulary.query.collection.ShownCollections;
import io.cartulary.query.search.LiveIndexes;
import io.cartulary.query.search.product.ProductAnswer.Collection;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.consistency.Position;
import io.cartulary.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Shows the collections with the number of products that a search finds in each.
@RestController
class CollectionListController {

    private final CollectionContents collections;
    private final CollectionCounts counts;
    private final LiveIndexes indexes;
    private final SearchResponseCache answers;

    CollectionListController(
            CollectionContents collections,
            CollectionCounts counts,
            LiveIndexes indexes,
            SearchResponseCache answers) {
        this.collections = collections;
        this.counts = counts;
        this.indexes = indexes;
        this.answers = answers;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/collections")
    ResponseEntity<byte[]> list(
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        if (position == null) {
            var live = indexes.current(ProductsProjection.NAME);
            var shown = collections.ofLate();
            return answers.answer(
                    live,
                    List.of("collections", shown.version()),
                    () -> counted(indexes.nameOf(live), shown));
        }
        var live = indexes.covering(ProductsProjection.NAME, Position.decode(position));
        return answers.freshAnswer(() -> counted(indexes.nameOf(live), collections.shown()));
    }

    private Page<Collection> counted(String index, ShownCollections shown) {
        var counted = counts.in(index, shown.all());
        return Page.whole(
                shown.all().stream()
                        .map(collection -> Collection.of(collection.link(), counted))
                        .toList());
    }
}
