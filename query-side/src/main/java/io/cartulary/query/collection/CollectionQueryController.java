package io.cartulary.query.collection;

import io.cartulary.events.catalog.CollectionEvent;
import io.cartulary.query.collection.CollectionQuery.*;
import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.projection.answer.PublicAnswers.Content;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Page;
import io.cartulary.web.version.EntityTag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Shows collections one by one, and all of them to staff.
@RestController
class CollectionQueryController {

    private final Questions questions;
    private final PublicAnswers answers;

    CollectionQueryController(Questions questions, PublicAnswers answers) {
        this.questions = questions;
        this.answers = answers;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/collections/{idOrSlug}")
    ResponseEntity<byte[]> get(
            @PathVariable String idOrSlug,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answers.answer(position, List.of("collection", idOrSlug), () -> page(idOrSlug));
    }

    private Content page(String idOrSlug) {
        var found =
                questions.get(
                        new FindCollection(idOrSlug),
                        FoundCollection.class,
                        "collection " + idOrSlug);
        return found.presentSlug() != null
                ? Content.movedTo(URI.create("/api/v1/collections/" + found.presentSlug()))
                : Content.of(found.page(), eTag(found.version()));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/collections/{idOrSlug}")
    ResponseEntity<AdministeredCollection> getForStaff(@PathVariable String idOrSlug) {
        var collection =
                questions.get(
                        new FindCollectionForStaff(idOrSlug),
                        AdministeredCollection.class,
                        "collection " + idOrSlug);
        return ResponseEntity.ok()
                .eTag(eTag(collection.version()))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(collection);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/collections")
    Page<AdministeredCollection> listForStaff() {
        return Page.whole(questions.list(new ListCollections(), AdministeredCollection.class));
    }

    private static String eTag(long version) {
        return new EntityTag(CollectionEvent.COLLECTIONS, version).text();
    }
}
