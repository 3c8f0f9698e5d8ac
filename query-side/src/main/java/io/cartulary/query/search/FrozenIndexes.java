package io.cartulary.query.search;

import io.cartulary.query.projection.comparison.Contents;
import io.cartulary.query.projection.comparison.TableDifference;
import io.cartulary.query.projection.comparison.TableDifference.ColumnDifference;
import io.cartulary.query.projection.comparison.TableDifference.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Documents of two indexes: a checksum of each first, and only when they differ the documents that
/// do.
final class FrozenIndexes implements Contents.Frozen {

    static final String DOCUMENTS = "documents";

    private final FrozenIndex live;
    private final FrozenIndex rebuilt;

    FrozenIndexes(FrozenIndex live, FrozenIndex rebuilt) {
        this.live = live;
        this.rebuilt = rebuilt;
    }

    @Override
    public List<TableDifference> compare() {
        var expected = live.checksum();
        var found = rebuilt.checksum();
        return List.of(
                expected.equals(found)
                        ? TableDifference.none(DOCUMENTS, expected.documents())
                        : new Differences().of(expected.documents(), found.documents()));
    }

    private final class Differences {

        private final Map<String, Long> fields = new TreeMap<>();
        private final List<Example> examples = new ArrayList<>();
        private int shown;
        private long missing;
        private long additional;
        private long changed;

        TableDifference of(long liveDocuments, long rebuiltDocuments) {
            live.eachPage(page -> {
                var others = rebuilt.find(page.keySet());
                page.forEach((id, document) -> compare(id, document, others.get(id)));
            });
            rebuilt.eachPage(page -> {
                page.keySet().removeAll(live.find(page.keySet()).keySet());
                page.forEach((id, document) -> {
                    additional++;
                    show(List.of(new Example(id, null, null, FrozenIndex.text(document))));
                });
            });
            var columns =
                    fields.entrySet().stream()
                            .map(field -> new ColumnDifference(field.getKey(), field.getValue()))
                            .toList();
            return new TableDifference(
                    DOCUMENTS,
                    liveDocuments,
                    rebuiltDocuments,
                    missing,
                    additional,
                    changed,
                    columns,
                    examples);
        }

        private void compare(
                String id, Map<String, Object> document, @Nullable Map<String, Object> other) {
            if (other == null) {
                missing++;
                show(List.of(new Example(id, null, FrozenIndex.text(document), null)));
                return;
            }
            var names = new TreeSet<>(document.keySet());
            names.addAll(other.keySet());
            var differing = new ArrayList<Example>();
            for (var name : names) {
                if (!Objects.equals(document.get(name), other.get(name))) {
                    fields.merge(name, 1L, Long::sum);
                    differing.add(new Example(id, name, text(document, name), text(other, name)));
                }
            }
            if (!differing.isEmpty()) {
                changed++;
                show(differing);
            }
        }

        private void show(List<Example> document) {
            if (shown < TableDifference.EXAMPLES) {
                shown++;
                examples.addAll(document);
            }
        }
    }

    private static @Nullable String text(Map<String, Object> document, String field) {
        var value = document.get(field);
        return value == null ? null : FrozenIndex.text(value);
    }

    @Override
    public void close() {
        try (live) {
            rebuilt.close();
        }
    }
}
