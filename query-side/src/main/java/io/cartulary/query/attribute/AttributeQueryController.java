package io.cartulary.query.attribute;

import io.cartulary.query.attribute.AttributeQuery.*;
import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
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

/// Shows attributes and sets of them, with their labels in each language.
@RestController
class AttributeQueryController {

    private static final String ATTRIBUTES = "attributes";
    private static final String SETS = "attribute-sets";

    private final Questions questions;
    private final Cursors cursors;

    AttributeQueryController(Questions questions, Cursors cursors) {
        this.questions = questions;
        this.cursors = cursors;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/attributes")
    ResponseEntity<Page<AttributeDetails>> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var size = Cursors.size(limit);
        var after = cursors.read(ATTRIBUTES, cursor, List::getFirst);
        var found = questions.list(new ListAttributes(after, size + 1), AttributeDetails.class);
        return PublicAnswers.of(position)
                .body(cursors.page(ATTRIBUTES, found, size, last -> List.of(last.code())));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/attributes/{code}")
    ResponseEntity<AttributeDetails> get(
            @PathVariable String code,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var attribute =
                questions.get(new FindAttribute(code), AttributeDetails.class, "attribute " + code);
        return PublicAnswers.of(position).eTag(attribute.entityTag().text()).body(attribute);
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/attribute-sets")
    ResponseEntity<Page<AttributeSetDetails>> listSets(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var size = Cursors.size(limit);
        var after = cursors.read(SETS, cursor, List::getFirst);
        var found =
                questions.list(new ListAttributeSets(after, size + 1), AttributeSetDetails.class);
        return PublicAnswers.of(position)
                .body(cursors.page(SETS, found, size, last -> List.of(last.code())));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/attribute-sets/{code}")
    ResponseEntity<AttributeSetDetails> getSet(
            @PathVariable String code,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var set =
                questions.get(
                        new FindAttributeSet(code),
                        AttributeSetDetails.class,
                        "attribute set " + code);
        return PublicAnswers.of(position).eTag(set.entityTag().text()).body(set);
    }
}
