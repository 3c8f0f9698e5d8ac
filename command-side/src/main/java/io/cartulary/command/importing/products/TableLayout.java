package io.cartulary.command.importing.products;

import io.cartulary.command.importing.csv.CsvRow;
import io.cartulary.events.inventory.Sku;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of a kind of table of products.
interface TableLayout {

    /// The column that says which product a row is of.
    String key();

    /// What the columns speak of.
    Said said();

    /// Whether a row is of a variant; others have only what is said of the product.
    boolean isVariant(CsvRow row);

    /// What is said of a product, by the members of [ProductLine].
    Map<String, Object> product(CsvRow first);

    /// What is said of a variant of it.
    Map<String, Object> variant(CsvRow first, CsvRow row);

    /// What stands for its SKU.
    String sku(CsvRow first, CsvRow row);

    /// @param member of what is said of the variant
    Sku sku(String member, String text);

    /// The column of a member of a product or variant, as far as it has one.
    @Nullable String column(String member);
}
