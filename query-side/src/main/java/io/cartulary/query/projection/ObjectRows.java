package io.cartulary.query.projection;

import io.cartulary.events.DomainEvent;
import io.cartulary.eventstore.tables.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which rows of a projection follow from the events of one object, so that those of a few objects
/// can be made again without reading all events. Rows that add up many objects are not among them.
///
/// @param owners the tables, each with the column that says whose a row is
/// @param undetermined columns of theirs, `product.popularity`, that follow from other events too
/// @param further identifiers of other objects, found in an event of this one, whose events the
///   rows follow from as well
public record ObjectRows(
        List<Owner> owners,
        Set<String> undetermined,
        Function<DomainEvent, Stream<String>> further) {

    /// @param column absent where all rows of the table are of the same object
    /// @param prefix how identifiers of such objects begin
    /// @param coded whether the column has only what follows the prefix
    public record Owner(String table, @Nullable String column, String prefix, boolean coded) {

        public boolean owns(String object) {
            return object.startsWith(prefix);
        }

        /// What the column has in the rows of an object.
        public String valueOf(String object) {
            return coded ? object.substring(prefix.length()) : object;
        }

        /// Whose a row is that has this value.
        public String objectOf(String value) {
            return coded ? prefix + value : value;
        }
    }

    private ObjectRows(List<Owner> owners) {
        this(owners, Set.of(), _ -> Stream.empty());
    }

    /// Of objects whose identifiers stand in these columns.
    public static ObjectRows named(String prefix, Column<?>... columns) {
        return new ObjectRows(owners(prefix, false, columns));
    }

    /// Of objects of whose identifiers these columns have what follows the prefix, such as a SKU.
    public static ObjectRows coded(String prefix, Column<?>... columns) {
        return new ObjectRows(owners(prefix, true, columns));
    }

    /// Of a projection that reads the events of one object only.
    public static ObjectRows all(String object, String... tables) {
        return new ObjectRows(
                Stream.of(tables).map(table -> new Owner(table, null, object, false)).toList());
    }

    /// Whether such an object has rows.
    public boolean own(String object) {
        return owners.stream().anyMatch(owner -> owner.owns(object));
    }

    public ObjectRows and(ObjectRows others) {
        var all = new ArrayList<>(owners);
        all.addAll(others.owners);
        return new ObjectRows(List.copyOf(all), undetermined, further);
    }

    public ObjectRows without(Column<?> column) {
        return new ObjectRows(owners, Set.of(column.qualified()), further);
    }

    public ObjectRows with(Function<DomainEvent, Stream<String>> others) {
        return new ObjectRows(owners, undetermined, others);
    }

    private static List<Owner> owners(String prefix, boolean coded, Column<?>... columns) {
        return Stream.of(columns)
                .map(column -> {
                    var table = column.qualified().split("\\.", 2)[0];
                    return new Owner(table, column.toString(), prefix, coded);
                })
                .toList();
    }
}
