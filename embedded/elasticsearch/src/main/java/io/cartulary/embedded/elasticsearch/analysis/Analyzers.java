package io.cartulary.embedded.elasticsearch.analysis;

import static java.util.Map.entry;

import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/// Whole analyzers; those of a language take `stopwords` (and English also `stem_exclusion`).
final class Analyzers {
    private Analyzers() {}

    static Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> all() {
        return Map.ofEntries(
                analyzer("keyword", (_, _) -> new KeywordAnalyzer()),
                analyzer("whitespace", (_, _) -> new WhitespaceAnalyzer()),
                analyzer("simple", (_, _) -> new SimpleAnalyzer()),
                analyzer("english", Analyzers::english),
                analyzer("thai", Analyzers::thai));
    }

    private static Analyzer english(Environment environment, Settings settings) {
        return new EnglishAnalyzer(
                Analysis.parseStopWords(environment, settings, EnglishAnalyzer.getDefaultStopSet()),
                Analysis.parseStemExclusion(settings, CharArraySet.EMPTY_SET));
    }

    private static Analyzer thai(Environment environment, Settings settings) {
        return new ThaiAnalyzer(
                Analysis.parseStopWords(environment, settings, ThaiAnalyzer.getDefaultStopSet()));
    }

    private interface Maker {
        Analyzer make(Environment environment, Settings settings);
    }

    private static Map.Entry<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>>
            analyzer(String type, Maker maker) {
        return entry(
                type,
                (_, environment, name, settings) ->
                        new Provider(name, maker.make(environment, settings)));
    }

    private static final class Provider extends AbstractIndexAnalyzerProvider<Analyzer> {
        private final Analyzer analyzer;

        Provider(String name, Analyzer analyzer) {
            super(name);
            this.analyzer = analyzer;
        }

        @Override
        public Analyzer get() {
            return analyzer;
        }
    }
}
