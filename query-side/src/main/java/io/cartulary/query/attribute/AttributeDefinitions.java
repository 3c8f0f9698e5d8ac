package io.cartulary.query.attribute;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All definitions at hand, for answers that show values of many products. They are read again
/// after a moment.
@Component
public class AttributeDefinitions {

    private static final Duration KEPT = Duration.ofMillis(200);

    private final AttributeReadModel attributes;
    private final AwaitedGenerations generations;
    private final LoadingCache<String, Defined> kept;

    AttributeDefinitions(AttributeReadModel attributes, AwaitedGenerations generations) {
        this.attributes = attributes;
        this.generations = generations;
        this.kept = Caffeine.newBuilder().expireAfterWrite(KEPT).build(_ -> read());
    }

    public Defined current() {
        return kept.get(AttributesProjection.NAME);
    }

    /// Once they show everything up to a position.
    ///
    /// @param position that the request named, if it did
    public Defined at(@Nullable String position) {
        if (position == null) {
            return current();
        }
        generations.await(generations.of(AttributesProjection.NAME), Position.decode(position));
        return read();
    }

    private Defined read() {
        return Defined.of(attributes.all(), attributes.allSets());
    }

    /// By code, archived ones among them.
    ///
    /// @param revision grows with every change of an attribute
    public record Defined(
            Map<String, AttributeDetails> attributes,
            Map<String, AttributeSetDetails> sets,
            long revision) {

        static Defined of(List<AttributeDetails> attributes, List<AttributeSetDetails> sets) {
            return new Defined(
                    attributes.stream().collect(toMap(AttributeDetails::code, identity())),
                    sets.stream().collect(toMap(AttributeSetDetails::code, identity())),
                    attributes.stream().mapToLong(AttributeDetails::revision).sum());
        }

        /// Codes of those that shoppers narrow a search by from one value to another.
        public List<String> filterableNumbers() {
            return attributes.values().stream()
                    .filter(attribute -> attribute.definition().filterable())
                    .filter(attribute -> attribute.definition().kind() == AttributeKind.NUMBER)
                    .map(AttributeDetails::code)
                    .sorted()
                    .toList();
        }

        /// A product's values, in the order of its set if it has one.
        public List<LabelledAttribute> label(ProductDescription product) {
            var values = product.attributes();
            var set = product.attributeSet() == null ? null : sets.get(product.attributeSet());
            Collection<String> codes =
                    set == null ? values.keySet() : set.definition().attributes();
            return codes.stream()
                    .filter(values::containsKey)
                    .filter(attributes::containsKey)
                    .map(code -> LabelledAttribute.of(attributes.get(code), values.get(code)))
                    .toList();
        }

        /// Grows with every change of what is shown of a product.
        public long revisionOf(ProductDescription product) {
            var set = product.attributeSet() == null ? null : sets.get(product.attributeSet());
            return (set == null ? 0 : set.version() + 1)
                    + product.attributes().keySet().stream()
                            .filter(attributes::containsKey)
                            .mapToLong(code -> attributes.get(code).revision())
                            .sum();
        }
    }
}
