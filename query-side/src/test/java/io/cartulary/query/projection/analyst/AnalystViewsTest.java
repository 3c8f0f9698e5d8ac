package io.cartulary.query.projection.analyst;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.cartulary.embedded.parts.Database;
import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The views as an analyst reads them, who logs in to PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalystViewsTest {

    private static final String PROJECTION = "/api/v1/admin/projections/order-details";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final QueryNode node = QueryNode.shared();
    private final JdbcClient owner = JdbcClient.create(node.readModels());
    private Database door;

    @BeforeAll
    void setPassword() {
        var url = ((HikariDataSource) node.readModels()).getJdbcUrl();
        door = new Database(url, DatabaseUser.ANALYST.title(), "not a secret");
        superuser()
                .sql(
                        "alter role %s login password '%s'"
                                .formatted(door.username(), door.password()))
                .update();
        await().atMost(LONG).until(() -> !viewsOf("stock-level").isEmpty());
    }

    private static JdbcClient superuser() {
        return JdbcClient.create(
                SharedParts.database("postgres", DatabaseUser.SUPERUSER).dataSource());
    }

    @Test
    void show_the_live_generation_through_a_rebuild_a_switch_and_the_end_of_the_former()
            throws Exception {
        var before = Orders.fresh();
        node.publish(before.placed());
        await().atMost(LONG).until(() -> numberOf(before) == 1);
        var former = live();
        var done = new AtomicBoolean();
        var reading =
                CompletableFuture.supplyAsync(() -> {
                    var reads = 0;
                    while (!done.get()) {
                        assertThat(numberOf(before)).isEqualTo(1);
                        reads++;
                    }
                    return reads;
                });

        rebuild();
        var after = Orders.fresh();
        node.publish(after.placed());
        await().atMost(LONG).until(() -> viewsOf("order-details").equals(List.of(schema(live()))));
        await().atMost(LONG).until(() -> numberOf(after) == 1);
        var dropped = node.staff("DELETE", PROJECTION + "/generations/" + former);
        assertThat(dropped.status()).isEqualTo(204);
        await().atMost(LONG).until(() -> !schemas().contains(schema(former)));

        assertThat(numberOf(before)).isEqualTo(1);
        assertThat(numberOf(after)).isEqualTo(1);
        done.set(true);
        assertThat(reading.get(60, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void are_led_elsewhere_only_when_no_one_reads_them() throws Exception {
        var order = Orders.fresh();
        node.publish(order.placed());
        await().atMost(LONG).until(() -> numberOf(order) == 1);
        var former = schema(live());
        try (var connection = door.connect()) {
            connection.setAutoCommit(false);
            assertThat(count(connection, order)).isEqualTo(1);
            rebuild();
            assertThat(viewsOf("order-details")).containsExactly(former);
            assertThat(count(connection, order)).isEqualTo(1);
            connection.commit();
        }
        await().atMost(LONG).until(() -> viewsOf("order-details").equals(List.of(schema(live()))));
    }

    @Test
    void are_all_that_their_role_can_read_or_write() throws Exception {
        try (var connection = door.connect()) {
            connection.createStatement().execute("set default_transaction_read_only = off");
            var analyst = client(connection);
            var others =
                    owner.sql(
                                    """
                                    select format('%I.%I', n.nspname, c.relname) from pg_class c
                                    join pg_namespace n on n.oid = c.relnamespace
                                    where c.relkind in ('r', 'v', 'm', 'p') and n.nspname <> 'reporting'
                                        and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'\
                                    """)
                            .query(String.class)
                            .list();
            assertThat(others).contains("public.projection_generation").hasSizeGreaterThan(30);
            for (var table : others) {
                assertThatThrownBy(() -> analyst.sql("table " + table).query().listOfRows())
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
            for (var change :
                    List.of(
                            "delete from reporting.orders",
                            "update reporting.stock set on_hand = 0",
                            "insert into reporting.sales (quarter, currency) values (now(), 'EUR')",
                            "create table reporting.mine (id int)",
                            "create table public.mine (id int)",
                            "create temporary table mine (id int)",
                            "create schema mine",
                            "select orders.order_id from reporting.orders for update",
                            "drop view reporting.orders")) {
                assertThatThrownBy(() -> connection.createStatement().execute(change))
                        .isInstanceOf(SQLException.class)
                        .satisfies(refused ->
                                assertThat(((SQLException) refused).getSQLState())
                                        .as(change + ": " + refused.getMessage())
                                        .isEqualTo("42501"));
            }
        }
        var server = door.url().substring(0, door.url().lastIndexOf('/') + 1);
        var shop = door.url().substring(server.length()).replace("_views", "");
        for (var database : List.of(shop + "_events", shop + "_keys", "postgres")) {
            assertThatThrownBy(() ->
                            new Database(server + database, door.username(), door.password())
                                    .connect())
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void show_nothing_personal() throws Exception {
        var order = Orders.fresh();
        var position = node.publish(order.untilConfirmed());
        assertThat(node.staff("GET", "/api/v1/admin/customers", at(position)).status())
                .isEqualTo(200);
        try (var connection = door.connect()) {
            for (var view : names()) {
                var rows =
                        client(connection)
                                .sql(
                                        "select row_to_json(v)::text from reporting.%s v"
                                                .formatted(view))
                                .query(String.class)
                                .list();
                assertThat(rows)
                        .as(view)
                        .noneMatch(row -> row.matches("(?s).*(Ada|High Street|example\\.org|@).*"));
            }
        }
    }

    @Test
    void have_columns_that_their_document_lists() throws Exception {
        var document = new StringBuilder();
        for (var view : names()) {
            document.append("\n### `reporting.%s`\n".formatted(view));
            document.append(
                    owner.sql("select obj_description(cast(? as regclass))")
                            .param("reporting." + view)
                            .query(String.class)
                            .single());
            document.append("\n\n| Column | Type | Meaning |\n|---|---|---|\n");
            owner.sql(
                            """
                            select format('| `%s` | %s | %s |', attname, format_type(atttypid, atttypmod),
                                col_description(attrelid, attnum))
                            from pg_attribute where attrelid = cast(? as regclass) and attnum > 0 order by attnum\
                            """)
                    .param("reporting." + view)
                    .query(String.class)
                    .list()
                    .forEach(row -> document.append(row).append('\n'));
        }
        Files.writeString(Path.of("target/reporting.md"), document);
        assertThat(Files.readString(Path.of("../docs/reporting.md")))
                .as("what is in target/reporting.md stands at its end")
                .endsWith(document);
    }

    private void rebuild() {
        var begun = node.staff("POST", PROJECTION + "/rebuilds").header("Location");
        await().atMost(LONG).until(() -> node.staff("GET", begun).text("/state").equals("LIVE"));
    }

    private long numberOf(Orders order) {
        try (var connection = door.connect()) {
            return count(connection, order);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(Connection connection, Orders order) {
        return client(connection)
                .sql("select count(*) from orders where order_id = ?")
                .param(order.orderId().value())
                .query(Long.class)
                .single();
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private int live() {
        return owner.sql(
                        """
                        select generation from projection_generation
                        where projection = 'order-details' and state = 'live'\
                        """)
                .query(Integer.class)
                .single();
    }

    private static String schema(int generation) {
        return "order_details_g" + generation;
    }

    private List<String> schemas() {
        return owner.sql("select nspname from pg_namespace").query(String.class).list();
    }

    /// Of the generations that the views show.
    private List<String> viewsOf(String projection) {
        return owner.sql(
                        """
                        select distinct table_schema::text from information_schema.view_table_usage
                        where view_schema = 'reporting' and table_schema like ? || '\\_g%'\
                        """)
                .param(projection.replace('-', '_'))
                .query(String.class)
                .list();
    }

    private List<String> names() {
        return owner.sql(
                        """
                        select table_name::text from information_schema.views
                        where table_schema = 'reporting' order by 1\
                        """)
                .query(String.class)
                .list();
    }
}
