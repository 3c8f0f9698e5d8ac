package io.cartulary.embedded.elasticsearch.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalysisMode;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;

/// Synonyms of one or several words, in Solr's format (`synonyms` or `synonyms_path`). The rules go
/// through the part of the analyzer that stands before this filter, so that they meet tokens in the
/// form the filter will see.
record SynonymGraph(String name, Environment environment, Settings settings)
        implements TokenFilterFactory {
    SynonymGraph(IndexSettings index, Environment environment, String name, Settings settings) {
        this(name, environment, settings);
        if (settings.hasValue("synonyms_set") || !settings.get("format", "solr").equals("solr")) {
            throw new IllegalArgumentException(
                    "only inline synonyms in Solr's format are supported by this node");
        }
    }

    @Override
    public TokenStream create(TokenStream tokens) {
        throw new IllegalStateException("Call getChainAwareTokenFilterFactory before create");
    }

    @Override
    public AnalysisMode getAnalysisMode() {
        return updateable() ? AnalysisMode.SEARCH_TIME : AnalysisMode.ALL;
    }

    @Override
    public TokenFilterFactory getChainAwareTokenFilterFactory(
            IndexCreationContext context,
            TokenizerFactory tokenizer,
            List<CharFilterFactory> charFilters,
            List<TokenFilterFactory> previous,
            Function<String, TokenFilterFactory> allFilters) {
        var before =
                new CustomAnalyzer(
                        tokenizer,
                        charFilters.toArray(CharFilterFactory[]::new),
                        previous.stream()
                                .map(TokenFilterFactory::getSynonymFilter)
                                .toArray(TokenFilterFactory[]::new));
        try (before) {
            return new Resolved(name, getAnalysisMode(), synonyms(before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SynonymMap synonyms(CustomAnalyzer before) throws IOException {
        boolean lenient = settings.getAsBoolean("lenient", updateable());
        var parser = new SolrSynonymParser(true, settings.getAsBoolean("expand", true), before);
        for (String rule : Analysis.getWordList(environment, settings, "synonyms")) {
            try {
                parser.parse(new StringReader(rule));
            } catch (ParseException | IllegalArgumentException e) {
                if (!lenient) {
                    throw new IllegalArgumentException("Invalid synonym rule [" + rule + "]", e);
                }
            }
        }
        return parser.build();
    }

    private boolean updateable() {
        return settings.getAsBoolean("updateable", false);
    }

    private record Resolved(String name, AnalysisMode mode, SynonymMap synonyms)
            implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            // Lucene refuses a map without rules.
            return synonyms.fst == null ? tokens : new SynonymGraphFilter(tokens, synonyms, false);
        }

        @Override
        public AnalysisMode getAnalysisMode() {
            return mode;
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            return IDENTITY_FILTER;
        }
    }
}
