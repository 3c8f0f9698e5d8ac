package io.cartulary.embedded.elasticsearch.analysis;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.th.ThaiTokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/// How a text is cut into tokens.
final class Tokenizers {
    private Tokenizers() {}

    static Map<String, AnalysisProvider<TokenizerFactory>> all() {
        return Map.ofEntries(
                tokenizer("keyword", (_, settings) -> keyword(settings)),
                tokenizer("letter", (_, _) -> LetterTokenizer::new),
                tokenizer("whitespace", (_, settings) -> whitespace(settings)),
                tokenizer("pattern", (_, settings) -> pattern(settings)),
                tokenizer("ngram", Tokenizers::ngram),
                tokenizer("edge_ngram", (_, settings) -> edgeNgram(settings)),
                tokenizer("thai", (_, _) -> ThaiTokenizer::new));
    }

    private interface Maker {
        Supplier<Tokenizer> make(IndexSettings index, Settings settings);
    }

    private static Map.Entry<String, AnalysisProvider<TokenizerFactory>> tokenizer(
            String type, Maker maker) {
        return entry(
                type,
                (index, _, name, settings) ->
                        TokenizerFactory.newFactory(name, maker.make(index, settings)));
    }

    private static Supplier<Tokenizer> keyword(Settings settings) {
        int bufferSize = settings.getAsInt("buffer_size", KeywordTokenizer.DEFAULT_BUFFER_SIZE);
        return () -> new KeywordTokenizer(bufferSize);
    }

    private static Supplier<Tokenizer> whitespace(Settings settings) {
        int longest = settings.getAsInt("max_token_length", CharTokenizer.DEFAULT_MAX_WORD_LEN);
        return () -> new WhitespaceTokenizer(Tokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, longest);
    }

    private static Supplier<Tokenizer> pattern(Settings settings) {
        var pattern = Regex.compile(settings.get("pattern", "\\W+"), settings.get("flags"));
        int group = settings.getAsInt("group", -1);
        return () -> new PatternTokenizer(pattern, group);
    }

    private static Supplier<Tokenizer> ngram(IndexSettings index, Settings settings) {
        int shortest = settings.getAsInt("min_gram", NGramTokenizer.DEFAULT_MIN_NGRAM_SIZE);
        int longest = settings.getAsInt("max_gram", NGramTokenizer.DEFAULT_MAX_NGRAM_SIZE);
        if (longest - shortest > index.getMaxNgramDiff()) {
            throw new IllegalArgumentException(
                    "The difference between max_gram and min_gram in NGram Tokenizer must be at most index.max_ngram_diff ["
                            + index.getMaxNgramDiff()
                            + "]");
        }
        var kept = tokenCharacters(settings);
        return () ->
                new NGramTokenizer(shortest, longest) {
                    @Override
                    protected boolean isTokenChar(int character) {
                        return kept.test(character);
                    }
                };
    }

    private static Supplier<Tokenizer> edgeNgram(Settings settings) {
        int shortest = settings.getAsInt("min_gram", NGramTokenizer.DEFAULT_MIN_NGRAM_SIZE);
        int longest = settings.getAsInt("max_gram", NGramTokenizer.DEFAULT_MAX_NGRAM_SIZE);
        var kept = tokenCharacters(settings);
        return () ->
                new EdgeNGramTokenizer(shortest, longest) {
                    @Override
                    protected boolean isTokenChar(int character) {
                        return kept.test(character);
                    }
                };
    }

    private static IntPredicate tokenCharacters(Settings settings) {
        List<String> classes = settings.getAsList("token_chars");
        return classes.isEmpty()
                ? _ -> true
                : classes.stream()
                        .map(name -> characterClass(name, settings))
                        .reduce(_ -> false, IntPredicate::or);
    }

    private static IntPredicate characterClass(String name, Settings settings) {
        return switch (name) {
            case "letter" -> Character::isLetter;
            case "digit" -> Character::isDigit;
            case "whitespace" -> Character::isWhitespace;
            case "punctuation" -> Tokenizers::isPunctuation;
            case "symbol" -> Tokenizers::isSymbol;
            case "custom" ->
                    character -> settings.get("custom_token_chars", "").indexOf(character) >= 0;
            default -> throw new IllegalArgumentException("Unknown token type: '" + name + "'");
        };
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> false;
        };
    }

    private static boolean isSymbol(int character) {
        return switch (Character.getType(character)) {
            case Character.CURRENCY_SYMBOL,
                    Character.MATH_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL ->
                    true;
            default -> false;
        };
    }
}
