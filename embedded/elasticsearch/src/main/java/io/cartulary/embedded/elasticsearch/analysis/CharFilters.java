package io.cartulary.embedded.elasticsearch.analysis;

import java.io.Reader;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/// What happens to the characters of a text before it is cut into tokens.
final class CharFilters {
    private CharFilters() {}

    static Map<String, AnalysisProvider<CharFilterFactory>> all() {
        return Map.of(
                "html_strip",
                (_, _, name, settings) -> htmlStrip(name, settings),
                "mapping",
                AnalysisPlugin.requiresAnalysisSettings(
                        (_, environment, name, settings) -> mapping(name, environment, settings)),
                "pattern_replace",
                AnalysisPlugin.requiresAnalysisSettings(
                        (_, _, name, settings) -> patternReplace(name, settings)));
    }

    private static CharFilterFactory htmlStrip(String name, Settings settings) {
        var escapedTags = Set.copyOf(settings.getAsList("escaped_tags"));
        // Not a normalizing filter: on a full cluster html_strip may not stand in a normalizer
        // either.
        return new CharFilterFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Reader create(Reader reader) {
                return new HTMLStripCharFilter(reader, escapedTags);
            }
        };
    }

    private static CharFilterFactory mapping(
            String name, Environment environment, Settings settings) {
        var map = new NormalizeCharMap.Builder();
        for (String rule : Analysis.getWordList(environment, settings, "mappings")) {
            int arrow = rule.lastIndexOf("=>");
            if (arrow < 0) {
                throw new IllegalArgumentException("Invalid mapping rule : [" + rule + "]");
            }
            map.add(unescaped(rule.substring(0, arrow)), unescaped(rule.substring(arrow + 2)));
        }
        var built = map.build();
        return new Normalizing(name, reader -> new MappingCharFilter(built, reader));
    }

    private static String unescaped(String side) {
        return side.strip().translateEscapes();
    }

    private static CharFilterFactory patternReplace(String name, Settings settings) {
        var pattern = Regex.compile(settings.get("pattern"), settings.get("flags"));
        String replacement = settings.get("replacement", "");
        return new Normalizing(
                name, reader -> new PatternReplaceCharFilter(pattern, replacement, reader));
    }

    private record Normalizing(String name, UnaryOperator<Reader> filter)
            implements NormalizingCharFilterFactory {
        @Override
        public Reader create(Reader reader) {
            return filter.apply(reader);
        }
    }
}
