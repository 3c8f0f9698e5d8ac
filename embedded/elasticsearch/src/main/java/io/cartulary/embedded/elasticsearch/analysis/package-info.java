/// The text analysis that our indexes use, under Elasticsearch's official names and with its
/// official settings. Elasticsearch keeps these factories in its module analysis-common, which is
/// not published; the analysis itself is Lucene's and is. An index definition that works here works
/// on a full cluster; what we do not support is refused.
@NullMarked
package io.cartulary.embedded.elasticsearch.analysis;

import org.jspecify.annotations.NullMarked;
