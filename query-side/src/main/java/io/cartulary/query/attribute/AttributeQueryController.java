package io.cartulary.query.attribute;

import io.cartulary.query.attribute.AttributeQuery.*;
import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.projection.answer.PublicAnswers.Content;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.page.Cursors;
import java.util.Arrays;
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
    private final PublicAnswers answers;

    AttributeQueryController(Questions questions, Cursors cursors, PublicAnswers answers) {
        this.questions = questions;
        this.cursors = cursors;
        this.answers = answers;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/attributes")
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var size = Cursors.size(limit);
        var after = cursors.read(ATTRIBUTES, cursor, List::getFirst);
        return answers.answer(
                position,
                Arrays.asList(ATTRIBUTES, after, size),
                () ->
                        Content.of(
                                cursors.page(
                                        ATTRIBUTES,
                                        questions.list(
                                                new ListAttributes(after, size + 1),
                                                AttributeDetails.class),
                                        size,
                                        last -> List.of(last.code()))));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/attributes/{code}")
    ResponseEntity<byte[]> get(
            @PathVariable String code,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answers.answer(
                position,
                List.of("attribute", code),
                () -> {
                    var attribute =
                            questions.get(
                                    new FindAttribute(code),
                                    AttributeDetails.class,
                                    "attribute " + code);
                    return Content.of(attribute, attribute.entityTag().text());
                });
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/attribute-sets")
    ResponseEntity<byte[]> listSets(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var size = Cursors.size(limit);
        var after = cursors.read(SETS, cursor, List::getFirst);
        return answers.answer(
                position,
                Arrays.asList(SETS, after, size),
                () ->
                        Content.of(
                                cursors.page(
                                        SETS,
                                        questions.list(
                                                new ListAttributeSets(after, size + 1),
                                                AttributeSetDetails.class),
                                        size,
                                        last -> List.of(last.code()))));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/attribute-sets/{code}")
    ResponseEntity<byte[]> getSet(
            @PathVariable String code,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return answers.answer(
                position,
                List.of("attribute-set", code),
                () -> {
                    var set =
                            questions.get(
                                    new FindAttributeSet(code),
                                    AttributeSetDetails.class,
                                    "attribute set " + code);
                    return Content.of(set, set.entityTag().text());
                });
    }
}
