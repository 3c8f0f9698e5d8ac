package io.cartulary.query.search.product.match;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.CombinedFieldsOperator;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;

/// Which products a text finds and which of them come first. The weights were chosen with
/// `benchmarks/run relevance`, which shows what a change of them does.
public final class ProductMatch {

    /// Short words are not taken for others: "mass" is not "mask".
    private static final String MISSPELT = "AUTO:5,8";

    /// Of three words and more one may be missing; who has all comes first.
    private static final String MOST_WORDS = "2<-1";

    /// Pairs of letters stand for Thai and Khmer words; a few may be missing.
    private static final String MOST_PAIRS = "75%";

    private static final String SOME_PAIRS = "40%";

    /// What has a synonym comes after what has the word itself and is otherwise as good.
    private static final float SYNONYM = 0.8f;

    private static final String ALL = "100%";

    private ProductMatch() {}

    /// What a hit must have, and what puts it before others.
    ///
    /// @param others what is wanted, in other words
    public static Query wanted(SearchText text, List<String> others) {
        var query = new BoolQuery.Builder();
        if (others.isEmpty()) {
            addWords(query, text);
        } else {
            var ways = new ArrayList<Query>();
            ways.add(Query.of(q -> q.bool(b -> addWords(b, text))));
            for (var other : others) {
                ways.add(
                        Query.of(q -> q.bool(b -> addWords(b, text.saying(other)).boost(SYNONYM))));
            }
            query.must(m -> m.disMax(d -> d.queries(ways)));
        }
        return addPhrases(query, text).build()._toQuery();
    }

    private static BoolQuery.Builder addWords(BoolQuery.Builder query, SearchText text) {
        if (!text.wanted().isEmpty()) {
            query.must(anyOf(text.isEnglish() ? english(text) : unspaced(text, MOST_PAIRS), text));
            query.should(better(text));
        }
        return query;
    }

    /// Certain products, the first one before the others.
    public static Query inOrder(List<String> productIds) {
        var places = new ArrayList<Query>();
        for (var place = 0; place < productIds.size(); place++) {
            var product = productIds.get(place);
            var boost = (float) (productIds.size() - place);
            places.add(
                    Query.of(q ->
                            q.constantScore(c ->
                                    c.filter(f -> f.term(t -> t.field("productId").value(product)))
                                            .boost(boost))));
        }
        return places.isEmpty() ? Query.of(q -> q.matchNone(m -> m)) : either(places);
    }

    /// What is nearest, for a text of which no product has enough.
    public static Query similar(SearchText text) {
        var name = "name." + text.language();
        var query = new BoolQuery.Builder();
        query.must(
                text.isEnglish()
                        ? either(
                                List.of(
                                        fuzzy("all.en.words", text, Operator.Or, 0, 1f),
                                        fuzzy(name, text, Operator.Or, 0, 3f)))
                        : either(unspaced(text, SOME_PAIRS)));
        return addPhrases(query, text).build()._toQuery();
    }

    private static BoolQuery.Builder addPhrases(BoolQuery.Builder query, SearchText text) {
        var all = "all." + text.language();
        text.phrases().forEach(phrase -> query.must(phrase(all, phrase, 0, 1f)));
        text.excluded().forEach(excluded -> query.mustNot(phrase(all, excluded, 0, 1f)));
        return query;
    }

    private static Query anyOf(List<Query> matches, SearchText text) {
        var any = new ArrayList<>(matches);
        if (text.isOneWord()) {
            any.add(Query.of(q -> q.term(t -> t.field("skus").value(text.wanted()).boost(50f))));
        }
        if (text.looksLikeSku()) {
            any.add(Query.of(q -> q.prefix(p -> p.field("skus").value(text.wanted()).boost(10f))));
        }
        return either(any);
    }

    private static Query either(List<Query> matches) {
        return Query.of(q -> q.bool(b -> b.should(matches).minimumShouldMatch("1")));
    }

    /// Stems over all fields, words that are misspelt, and words of which the last is only begun.
    private static List<Query> english(SearchText text) {
        return List.of(
                Query.of(q ->
                        q.combinedFields(c ->
                                c.query(text.wanted())
                                        .fields("name.en^6", "labels.en^3", "description.en")
                                        .operator(CombinedFieldsOperator.Or)
                                        .minimumShouldMatch(MOST_WORDS)
                                        .boost(4f))),
                fuzzy("all.en.words", text, Operator.And, 1, 0.5f),
                fuzzy("name.en", text, Operator.And, 1, 2f),
                begun("all.en.words", text, 1f),
                begun("name.en.words", text, 4f));
    }

    private static List<Query> unspaced(SearchText text, String least) {
        return List.of(match("all." + text.language(), text.wanted(), least, 1f));
    }

    /// Words as they were typed, in the name, in this order.
    private static List<Query> better(SearchText text) {
        var name = "name." + text.language();
        return List.of(
                match("all." + text.language(), text.wanted(), ALL, 2f),
                match(name, text.wanted(), ALL, 4f),
                phrase(name, text.wanted(), 1, 4f),
                Query.of(q ->
                        q.term(t -> t.field(name + ".exact").value(text.wanted()).boost(20f))));
    }

    /// Names as the shopper types, the last word begun or whole.
    public static Query suggestion(SearchText text) {
        var name = "name." + text.language();
        return either(
                text.isEnglish()
                        ? List.of(
                                begun(name + ".words", text, 4f),
                                fuzzy(name + ".beginnings", text, Operator.And, 1, 1f))
                        : List.of(
                                match(name, text.wanted(), ALL, 4f),
                                match(name, text.wanted(), MOST_PAIRS, 1f)));
    }

    /// @param least how many of the words a field has
    private static Query match(String field, String text, String least, float boost) {
        return Query.of(q ->
                q.match(m -> m.field(field).query(text).minimumShouldMatch(least).boost(boost)));
    }

    /// @param right how many letters a word begins with are not misspelt
    private static Query fuzzy(
            String field, SearchText text, Operator operator, int right, float boost) {
        return Query.of(q ->
                q.match(m ->
                        m.field(field)
                                .query(text.wanted())
                                .operator(operator)
                                .fuzziness(MISSPELT)
                                .prefixLength(right)
                                .boost(boost)));
    }

    private static Query begun(String field, SearchText text, float boost) {
        return Query.of(q ->
                q.matchBoolPrefix(m ->
                        m.field(field).query(text.wanted()).operator(Operator.And).boost(boost)));
    }

    /// @param apart how many words may stand between
    private static Query phrase(String field, String text, int apart, float boost) {
        return Query.of(
                q -> q.matchPhrase(p -> p.field(field).query(text).slop(apart).boost(boost)));
    }
}
