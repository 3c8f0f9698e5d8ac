package io.cartulary.web.documentation;

import java.util.Optional;

/// The sentences that a side answers with its codes, so that the document shows them and does not
/// repeat them.
public interface KnownProblems {

    Optional<String> sentenceOf(String code);
}
