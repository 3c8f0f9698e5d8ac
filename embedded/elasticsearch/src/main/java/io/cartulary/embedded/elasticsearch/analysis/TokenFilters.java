package io.cartulary.embedded.elasticsearch.analysis;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/// What happens to the tokens of a text; `stop` is the server's own.
final class TokenFilters {
    private TokenFilters() {}

    static Map<String, AnalysisProvider<TokenFilterFactory>> all() {
        return Map.ofEntries(
                normalizing("lowercase", (_, settings) -> lowercase(settings)),
                normalizing("asciifolding", (_, settings) -> asciiFolding(settings)),
                normalizing("trim", (_, _) -> TrimFilter::new),
                normalizing("decimal_digit", (_, _) -> DecimalDigitFilter::new),
                normalizing("cjk_width", (_, _) -> CJKWidthFilter::new),
                normalizing("elision", TokenFilters::elision),
                plain("porter_stem", (_, _) -> PorterStemFilter::new),
                plain("stemmer", (_, settings) -> stemmer(settings)),
                plain("unique", (_, settings) -> unique(settings)),
                multiplying("edge_ngram", (_, settings) -> edgeNgram(settings)),
                multiplying("cjk_bigram", (_, settings) -> cjkBigram(settings)),
                multiplying("word_delimiter_graph", TokenFilters::wordDelimiterGraph),
                entry("synonym_graph", AnalysisPlugin.requiresAnalysisSettings(SynonymGraph::new)));
    }

    private interface Maker {
        UnaryOperator<TokenStream> make(Environment environment, Settings settings);
    }

    private static Map.Entry<String, AnalysisProvider<TokenFilterFactory>> plain(
            String type, Maker maker) {
        return entry(
                type,
                (_, environment, name, settings) ->
                        new Plain(name, maker.make(environment, settings)));
    }

    private static Map.Entry<String, AnalysisProvider<TokenFilterFactory>> normalizing(
            String type, Maker maker) {
        return entry(
                type,
                (_, environment, name, settings) ->
                        new Normalizing(name, maker.make(environment, settings)));
    }

    private static Map.Entry<String, AnalysisProvider<TokenFilterFactory>> multiplying(
            String type, Maker maker) {
        return entry(
                type,
                (_, environment, name, settings) ->
                        new Multiplying(name, maker.make(environment, settings)));
    }

    private static UnaryOperator<TokenStream> lowercase(Settings settings) {
        if (settings.hasValue("language")) {
            throw new IllegalArgumentException(
                    "lowercase of a language is not supported by this node");
        }
        return LowerCaseFilter::new;
    }

    private static UnaryOperator<TokenStream> asciiFolding(Settings settings) {
        boolean keepOriginal = settings.getAsBoolean("preserve_original", false);
        return tokens -> new ASCIIFoldingFilter(tokens, keepOriginal);
    }

    private static UnaryOperator<TokenStream> elision(Environment environment, Settings settings) {
        CharArraySet given = Analysis.parseArticles(environment, settings);
        CharArraySet articles = given == null ? FrenchAnalyzer.DEFAULT_ARTICLES : given;
        return tokens -> new ElisionFilter(tokens, articles);
    }

    private static UnaryOperator<TokenStream> stemmer(Settings settings) {
        String language = settings.get("language", settings.get("name", "porter"));
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "english", "porter" -> PorterStemFilter::new;
            case "light_english", "kstem" -> KStemFilter::new;
            case "minimal_english" -> EnglishMinimalStemFilter::new;
            case "possessive_english" -> EnglishPossessiveFilter::new;
            case "porter2" -> tokens -> new SnowballFilter(tokens, "English");
            case "light_french" -> FrenchLightStemFilter::new;
            case "light_german" -> GermanLightStemFilter::new;
            case "light_italian" -> ItalianLightStemFilter::new;
            case "light_portuguese" -> PortugueseLightStemFilter::new;
            case "light_spanish" -> SpanishLightStemFilter::new;
            default ->
                    throw new IllegalArgumentException(
                            "stemmer [" + language + "] is not supported by this node");
        };
    }

    private static UnaryOperator<TokenStream> unique(Settings settings) {
        return settings.getAsBoolean("only_on_same_position", false)
                ? RemoveDuplicatesTokenFilter::new
                : UniqueTokenFilter::new;
    }

    private static UnaryOperator<TokenStream> edgeNgram(Settings settings) {
        if (!settings.get("side", "front").equals("front")) {
            throw new IllegalArgumentException(
                    "edge_ngram from the back is not supported by this node");
        }
        int shortest = settings.getAsInt("min_gram", 1);
        int longest = settings.getAsInt("max_gram", 2);
        boolean keepOriginal = settings.getAsBoolean("preserve_original", false);
        return tokens -> new EdgeNGramTokenFilter(tokens, shortest, longest, keepOriginal);
    }

    private static UnaryOperator<TokenStream> cjkBigram(Settings settings) {
        boolean outputUnigrams = settings.getAsBoolean("output_unigrams", false);
        var ignored = Set.copyOf(settings.getAsList("ignored_scripts"));
        int scripts = 0;
        for (var script :
                Map.of(
                                "han", CJKBigramFilter.HAN,
                                "hiragana", CJKBigramFilter.HIRAGANA,
                                "katakana", CJKBigramFilter.KATAKANA,
                                "hangul", CJKBigramFilter.HANGUL)
                        .entrySet()) {
            scripts |= ignored.contains(script.getKey()) ? 0 : script.getValue();
        }
        int flags = scripts;
        return tokens -> new CJKBigramFilter(tokens, flags, outputUnigrams);
    }

    private static UnaryOperator<TokenStream> wordDelimiterGraph(
            Environment environment, Settings settings) {
        if (settings.hasValue("type_table_path") || !settings.getAsList("type_table").isEmpty()) {
            throw new IllegalArgumentException("type_table is not supported by this node");
        }
        int flags =
                flag(
                                settings,
                                "generate_word_parts",
                                true,
                                WordDelimiterGraphFilter.GENERATE_WORD_PARTS)
                        | flag(
                                settings,
                                "generate_number_parts",
                                true,
                                WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS)
                        | flag(
                                settings,
                                "catenate_words",
                                false,
                                WordDelimiterGraphFilter.CATENATE_WORDS)
                        | flag(
                                settings,
                                "catenate_numbers",
                                false,
                                WordDelimiterGraphFilter.CATENATE_NUMBERS)
                        | flag(
                                settings,
                                "catenate_all",
                                false,
                                WordDelimiterGraphFilter.CATENATE_ALL)
                        | flag(
                                settings,
                                "split_on_case_change",
                                true,
                                WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE)
                        | flag(
                                settings,
                                "preserve_original",
                                false,
                                WordDelimiterGraphFilter.PRESERVE_ORIGINAL)
                        | flag(
                                settings,
                                "split_on_numerics",
                                true,
                                WordDelimiterGraphFilter.SPLIT_ON_NUMERICS)
                        | flag(
                                settings,
                                "stem_english_possessive",
                                true,
                                WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE)
                        | flag(
                                settings,
                                "ignore_keywords",
                                false,
                                WordDelimiterGraphFilter.IGNORE_KEYWORDS);
        boolean adjustOffsets = settings.getAsBoolean("adjust_offsets", true);
        CharArraySet protectedWords = Analysis.getWordSet(environment, settings, "protected_words");
        return tokens ->
                new WordDelimiterGraphFilter(
                        tokens,
                        adjustOffsets,
                        WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE,
                        flags,
                        protectedWords);
    }

    private static int flag(Settings settings, String key, boolean byDefault, int bit) {
        return settings.getAsBoolean(key, byDefault) ? bit : 0;
    }

    private record Plain(String name, UnaryOperator<TokenStream> filter)
            implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return filter.apply(tokens);
        }
    }

    /// May also stand in the normalizer of a keyword field.
    private record Normalizing(String name, UnaryOperator<TokenStream> filter)
            implements NormalizingTokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return filter.apply(tokens);
        }
    }

    /// Makes several tokens of one, and is therefore refused in front of a synonym filter, as on a
    /// full cluster.
    private record Multiplying(String name, UnaryOperator<TokenStream> filter)
            implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return filter.apply(tokens);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            throw new IllegalArgumentException(
                    "Token filter [" + name + "] cannot be used to parse synonyms");
        }
    }
}
