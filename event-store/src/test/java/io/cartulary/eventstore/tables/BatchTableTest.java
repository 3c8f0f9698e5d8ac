package io.cartulary.eventstore.tables;

import static io.cartulary.eventstore.tables.BatchTable.Type.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.eventstore.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

class BatchTableTest {

    private static final JdbcTemplate DATABASE =
            new JdbcTemplate(TestDatabase.create("batch_table"));

    private static final BatchTable<Row> TABLE =
            BatchTable.<Row>named("public.item")
                    .key("code", TEXT, Row::code)
                    .kept("name", TEXT, Row::name)
                    .kept("labels", TEXTS, Row::labels)
                    .sum("pieces", INTEGER, Row::pieces)
                    .build();

    private record Row(
            String code, @Nullable String name, @Nullable List<String> labels, int pieces) {}

    @BeforeEach
    void emptyTable() {
        DATABASE.execute("drop table if exists item");
        DATABASE.execute(
                "create table item (code text primary key, name text not null, labels text[] not null,"
                        + " pieces integer not null)");
    }

    @Test
    void a_row_without_a_value_keeps_what_the_table_has() {
        TABLE.write(DATABASE, List.of(new Row("a", "Mug", List.of("red"), 2)));
        TABLE.write(
                DATABASE,
                List.of(new Row("a", null, List.of("blue"), 3), new Row("b", "Cup", List.of(), 1)));

        assertThat(rows()).containsExactly("a Mug {blue} 5", "b Cup {} 1");
    }

    @Test
    void a_new_row_without_a_value_that_must_be_is_refused() {
        assertThatThrownBy(
                        () -> TABLE.write(DATABASE, List.of(new Row("a", null, List.of("red"), 2))))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void texts_of_a_collection_are_kept_whatever_they_hold() {
        var labels = List.of("a \"quoted\" one", "back\\slash", "{a,b}", "", "null");
        TABLE.write(DATABASE, List.of(new Row("a", "Mug", labels, 1)));

        assertThat(DATABASE.queryForList("select unnest(labels) from item", String.class))
                .isEqualTo(labels);
    }

    @Test
    void rows_without_a_value_are_removed_beside_those_that_are_written() {
        TABLE.write(
                DATABASE,
                List.of(new Row("a", "Mug", List.of(), 1), new Row("b", "Cup", List.of(), 1)));
        TABLE.writeOrRemove(
                DATABASE,
                List.of(new Row("a", null, null, 0), new Row("c", "Jug", List.of(), 1)),
                row -> row.name() != null);

        assertThat(rows()).containsExactly("b Cup {} 1", "c Jug {} 1");
    }

    private static List<String> rows() {
        return DATABASE.queryForList(
                "select concat_ws(' ', code, name, labels, pieces) from item order by code",
                String.class);
    }
}
