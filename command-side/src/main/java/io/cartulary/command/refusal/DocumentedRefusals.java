package io.cartulary.command.refusal;

import io.cartulary.web.documentation.KnownProblems;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/// Shows each context's refusals in the API's description as its clients will read them.
@Component
class DocumentedRefusals implements KnownProblems {

    private final Map<String, String> sentences;

    DocumentedRefusals() {
        var vocabularies = new ClassPathScanningCandidateComponentProvider(false);
        vocabularies.addIncludeFilter(new AssignableTypeFilter(Rejection.class));
        sentences =
                vocabularies.findCandidateComponents("io.cartulary.command").stream()
                        .flatMap(vocabulary -> reasonsIn(vocabulary.getBeanClassName()))
                        .collect(
                                Collectors.toMap(
                                        Rejection::name, Rejection::sentence, (one, _) -> one));
    }

    @Override
    public Optional<String> sentenceOf(String code) {
        return Optional.ofNullable(sentences.get(code));
    }

    private static Stream<Rejection> reasonsIn(String vocabulary) {
        var type =
                ClassUtils.resolveClassName(vocabulary, DocumentedRefusals.class.getClassLoader());
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Rejection.class::cast)
                : Stream.empty();
    }
}
