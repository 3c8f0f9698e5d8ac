package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.CatalogEvent.*;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Tables of products, in the shop of [ImportTest].
abstract class TableImports extends ImportedFiles {

    private static final String TABLE =
            """
            slug,name:en,description:en,categories,tags,attribute:glaze,option1_name,option1_value,sku,currency,price,cost_price,stock_on_hand,backorder_limit
            kettle,Kettle,"Boils
            water.",Kitchen > Kettles | Gifts,new | steel,blue,size,1 l,KETTLE-1,EUR,30.00,12.00,4,0
            kettle,,,,,,size,2 l,KETTLE-2,EUR,40.00,,,2
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_table_is_taken_once_and_a_repeat_with_another_line_break_changes_nothing()
            throws IOException, InterruptedException {
        var first = shop.takeIn("products", bytes(TABLE));
        assertThat(shop.reasons(first)).isEmpty();
        assertThat(first.get("rowsTaken").asInt()).isEqualTo(2);
        assertThat(eventsOf(ProductCreated.class)).hasSize(1);
        var begun = shop.events().size();

        var again = shop.takeIn("products", bytes(TABLE + "\n\n"));

        assertThat(again.get("importId")).isNotEqualTo(first.get("importId"));
        assertThat(shop.reasons(again)).isEmpty();
        assertThat(shop.eventsAfter(begun)).isEmpty();
    }

    @Test
    void columns_that_are_left_out_are_left_as_they_are() throws IOException, InterruptedException {
        shop.takeIn(
                "products", bytes(TABLE.replace("kettle", "teapot").replace("KETTLE", "TEAPOT")));
        var begun = shop.events().size();

        var status =
                shop.takeIn(
                        "products",
                        bytes("slug;sku;price\nteapot;TEAPOT-1;31,50\nteapot;TEAPOT-2;\n"));

        assertThat(shop.eventsAfter(begun))
                .singleElement()
                .extracting(event -> ((PriceChanged) event).price().toString())
                .isEqualTo("EUR 31.50");
        assertThat(shop.reasons(status)).containsExactly("2 MALFORMED_ROW");

        var emptied =
                shop.takeIn(
                        "products",
                        bytes("slug,sku,price,tags,description:en\nteapot,TEAPOT-1,31.50,,\n"));
        assertThat(shop.reasons(emptied)).isEmpty();
        var described = (ProductDescribed) shop.eventsAfter(begun).getLast();
        assertThat(described.description().tags()).isEmpty();
        assertThat(described.description().description()).isNull();
        assertThat(described.description().attributes()).containsKey("glaze");
        assertThat(described.description().categories()).hasSize(2);
    }

    @Test
    void a_table_without_a_name_makes_no_product() throws IOException, InterruptedException {
        var status = shop.takeIn("products", bytes("slug,sku,price\nunheard-of,UNHEARD,3\n"));

        assertThat(shop.report(status).getFirst().getField("column")).isEqualTo("name:en");
        assertThat(eventsOf(ProductCreated.class)).isEmpty();
    }

    @Test
    void a_sku_of_another_product_is_reported() throws IOException, InterruptedException {
        var table = "slug,name:en,sku,price\nbeaker,Beaker,BEAKER,3\ntumbler,Tumbler,BEAKER,3\n";
        var status = shop.takeIn("products", bytes(table));

        assertThat(shop.reasons(status)).containsExactly("2 REFUSED");
        assertThat(shop.report(status).getFirst().getField("detail")).startsWith("SKU_TAKEN");
    }
}
