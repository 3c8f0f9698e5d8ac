/// How good the search is: its answers to judged queries beside those of Elasticsearch as it comes.
@NullMarked
package io.cartulary.benchmarks.relevance;

import org.jspecify.annotations.NullMarked;
