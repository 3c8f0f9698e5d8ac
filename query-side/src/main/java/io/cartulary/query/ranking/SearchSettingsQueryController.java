package io.cartulary.query.ranking;

import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.query.ranking.SearchSettingsQuery.*;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff what they decided about the search.
@RestController
class SearchSettingsQueryController {

    private final Questions questions;
    private final PrivateAnswers answers;

    SearchSettingsQueryController(Questions questions, PrivateAnswers answers) {
        this.questions = questions;
        this.answers = answers;
    }

    /// Until the first change there is nothing that `If-Match` could compare, and no ETag.
    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/search/settings")
    ResponseEntity<SearchSettings> settings() {
        var settings = questions.ask(new FindSearchSettings(), SearchSettings.class);
        return settings.entityTag()
                .map(tag -> answers.of(settings, tag))
                .orElseGet(() -> ResponseEntity.ok(settings));
    }
}
