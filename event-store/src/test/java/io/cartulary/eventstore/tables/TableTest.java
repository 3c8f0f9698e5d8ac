package io.cartulary.eventstore.tables;

import static io.cartulary.eventstore.tables.ColumnType.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.eventstore.TestDatabase;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

class TableTest {

    private static final JdbcTemplate DATABASE = new JdbcTemplate(TestDatabase.create("tables"));

    private static final Table ITEM = Table.named("item", "fillfactor = 70");
    private static final Column<String> CODE = ITEM.key("code", TEXT);
    private static final Column<String> NAME = ITEM.kept("name", TEXT);
    private static final Column<List<String>> LABELS = ITEM.kept("labels", TEXTS);
    private static final Column<Integer> PIECES = ITEM.sum("pieces", INTEGER);
    private static final Column<Integer> TWICE =
            ITEM.unwritten("twice", INTEGER, "generated always as (pieces * 2) stored");

    private static final Table VISIT = Table.named("visit");
    private static final Column<LocalDate> DAY = VISIT.key("day", DATE);
    private static final Column<DayOfWeek> WEEKDAY = VISIT.key("weekday", text(DayOfWeek::valueOf));
    private static final Column<Instant> BEGUN_AT = VISIT.first("begun_at", TIMESTAMPTZ.notNull());
    private static final Column<Instant> ENDED_AT = VISIT.replaced("ended_at", TIMESTAMPTZ);
    private static final Column<Boolean> PAID = VISIT.latest("paid", BOOLEAN);
    private static final Column<Long> STEPS = VISIT.latest("steps", BIGINT);
    private static final Column<Double> LENGTH = VISIT.latest("length", DOUBLE);
    private static final Column<BigInteger> MONEY = VISIT.latest("money", NUMERIC);
    private static final Column<String> NOTE = VISIT.latest("note", JSONB);
    private static final Column<List<String>> SEEN = VISIT.latest("seen", TEXTS);

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-30");
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00.123456Z");
    private static final Instant EVENING = Instant.parse("2026-11-30T18:00:00Z");

    private final Rows rows = new Rows("public");

    @BeforeEach
    void createTables() {
        DATABASE.execute("drop table if exists item; drop table if exists visit");
        DATABASE.execute(Table.ddl(ITEM, VISIT));
    }

    @Test
    void a_row_without_a_value_keeps_what_the_table_has() {
        rows.of(ITEM, "a").set(NAME, "Mug").set(LABELS, List.of("red")).set(PIECES, 2);
        rows.write(DATABASE);
        var later = new Rows("public");
        later.of(ITEM, "a").set(LABELS, List.of("blue")).set(PIECES, 3);
        later.of(ITEM, "b").set(NAME, "Cup").set(LABELS, List.of()).set(PIECES, 1);
        later.write(DATABASE);

        assertThat(items()).containsExactly("a Mug [blue] 5 10", "b Cup [] 1 2");
    }

    @Test
    void a_new_row_without_a_value_that_must_be_is_refused() {
        rows.of(ITEM, "a").set(LABELS, List.of("red")).set(PIECES, 2);

        assertThatThrownBy(() -> rows.write(DATABASE))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void texts_of_a_list_are_kept_whatever_they_hold() {
        var labels = List.of("a \"quoted\" one", "back\\slash", "{a,b}", "", "null");
        rows.of(ITEM, "a").set(NAME, "Mug").set(LABELS, labels).set(PIECES, 1);
        rows.write(DATABASE);

        assertThat(read("item", LABELS::of)).containsExactly(labels);
    }

    @Test
    void a_batch_adds_up_before_the_table_does() {
        rows.of(ITEM, "a").set(NAME, "Mug").set(LABELS, List.of()).merge(PIECES, 2, Integer::sum);
        rows.of(ITEM, "a").merge(PIECES, 3, Integer::sum);
        rows.write(DATABASE);

        assertThat(read("item", PIECES::of)).containsExactly(5);
    }

    @Test
    void rows_are_removed_beside_those_that_are_written() {
        rows.of(ITEM, "a").set(NAME, "Mug").set(LABELS, List.of()).set(PIECES, 1);
        rows.of(ITEM, "b").set(NAME, "Cup").set(LABELS, List.of()).set(PIECES, 1);
        rows.of(ITEM, "d").set(NAME, "Pot").set(LABELS, List.of("old")).set(PIECES, 1);
        rows.write(DATABASE);
        var later = new Rows("public");
        later.remove(ITEM, "a");
        later.of(ITEM, "c").set(NAME, "Jug").set(LABELS, List.of()).set(PIECES, 1);
        later.remove(ITEM, "d");
        later.of(ITEM, "d").set(NAME, "Pan").set(LABELS, List.of()).set(PIECES, 7);
        later.write(DATABASE);

        assertThat(items()).containsExactly("b Cup [] 1 2", "c Jug [] 1 2", "d Pan [] 7 14");
    }

    @Test
    void every_type_is_read_as_it_was_written_and_absent_as_null() {
        rows.of(VISIT, MONDAY, DayOfWeek.MONDAY)
                .set(BEGUN_AT, NOON)
                .set(ENDED_AT, EVENING)
                .set(PAID, true)
                .set(STEPS, 10_000_000_000L)
                .set(LENGTH, 1.5)
                .set(MONEY, BigInteger.TWO.pow(70))
                .set(NOTE, "{\"a\": 1}")
                .set(SEEN, List.of("x"));
        rows.of(VISIT, MONDAY, DayOfWeek.SUNDAY).set(BEGUN_AT, EVENING);
        rows.write(DATABASE);

        assertThat(read("visit", TableTest::values))
                .containsExactly(
                        values(
                                NOON,
                                EVENING,
                                true,
                                10_000_000_000L,
                                1.5,
                                BigInteger.TWO.pow(70),
                                "{\"a\": 1}",
                                List.of("x")),
                        values(EVENING, null, null, null, null, null, null, null));
        assertThat(read("visit", DAY::of)).containsExactly(MONDAY, MONDAY);
        assertThat(read("visit", WEEKDAY::of)).containsExactly(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
    }

    @Test
    void the_first_value_stays_the_latest_counts_and_null_replaces() {
        rows.of(VISIT, MONDAY, DayOfWeek.MONDAY)
                .set(BEGUN_AT, NOON)
                .set(ENDED_AT, NOON)
                .set(STEPS, 1L);
        rows.write(DATABASE);
        var later = new Rows("public");
        later.of(VISIT, MONDAY, DayOfWeek.MONDAY).set(BEGUN_AT, EVENING);
        later.write(DATABASE);

        assertThat(read("visit", BEGUN_AT::of)).containsExactly(NOON);
        assertThat(read("visit", ENDED_AT::of)).containsExactly((Instant) null);
        assertThat(read("visit", STEPS::of)).containsExactly(1L);
    }

    @Test
    void a_column_of_another_table_is_refused() {
        assertThatThrownBy(() -> rows.of(ITEM, "a").set(STEPS, 1L))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<@Nullable Object> values(ResultSet row) throws SQLException {
        return values(
                BEGUN_AT.of(row),
                ENDED_AT.of(row),
                PAID.of(row),
                STEPS.of(row),
                LENGTH.of(row),
                MONEY.of(row),
                NOTE.of(row),
                SEEN.of(row));
    }

    private static List<@Nullable Object> values(@Nullable Object... values) {
        var list = new ArrayList<@Nullable Object>();
        for (var value : values) {
            list.add(value);
        }
        return list;
    }

    @FunctionalInterface
    private interface OfRow<T> {
        @Nullable T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> read(String table, OfRow<T> value) {
        return DATABASE.query(
                "select * from %s order by 1, 2".formatted(table), (row, _) -> value.read(row));
    }

    private static List<String> items() {
        return read(
                "item",
                row ->
                        "%s %s %s %d %d"
                                .formatted(
                                        CODE.of(row),
                                        NAME.of(row),
                                        LABELS.of(row),
                                        PIECES.of(row),
                                        TWICE.of(row)));
    }
}
