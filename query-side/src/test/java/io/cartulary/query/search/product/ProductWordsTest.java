package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SearchedShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductWordsTest {

    @Autowired RecordedEvents events;
    @LocalServerPort int port;
    private SearchedShop shop;

    @BeforeAll
    void openShop() {
        shop = SearchedShop.open(events, port);
    }

    @Test
    void are_found_when_misspelt_and_bent() {
        assertThat(shop.names("/api/v1/search?q=rosse toners")).containsExactly("Rose Water Toner");
    }

    @Test
    void are_found_without_their_accents_in_brand_and_attributes() {
        assertThat(shop.names("/api/v1/search?q=creme hero")).containsExactly("Rose Water Toner");
        assertThat(shop.names("/api/v1/search?q=sensitive toner"))
                .containsExactly("Rose Water Toner");
    }

    @Test
    void are_found_in_thai_and_khmer() {
        assertThat(shop.names("/api/v1/search?q=โทนเนอร์")).containsExactly("Rose Water Toner");
        assertThat(shop.names("/api/v1/search?q=ផ្កាកុលាប")).containsExactly("Rose Water Toner");
        assertThat(shop.names("/api/v1/search?q=กุหลาบ&language=th"))
                .containsExactly("โทนเนอร์น้ำกุหลาบ");
    }

    @Test
    void are_marked_and_everything_else_is_escaped() {
        var answer = shop.get("/api/v1/search?q=rose");

        assertThat(JsonPath.<String>read(answer, "$.items[0].highlight.name"))
                .isEqualTo("<em>Rose</em> Water Toner");
        assertThat(JsonPath.<String>read(answer, "$.items[0].highlight.description"))
                .contains("&amp; more");
    }

    @Test
    void may_be_a_sku_or_its_beginning() {
        assertThat(shop.names("/api/v1/search?q=toner-200")).containsExactly("Rose Water Toner");
        assertThat(shop.names("/api/v1/search?q=CLAY-1")).startsWith("Clay Mask");
    }

    @Test
    void may_be_a_barcode() {
        assertThat(shop.names("/api/v1/search?q=EAN-SHIRT-M")).startsWith("Linen Shirt");
    }

    @Test
    void are_found_by_their_beginning() {
        assertThat(shop.names("/api/v1/search?q=rose ton")).containsExactly("Rose Water Toner");
    }

    @Test
    void of_little_meaning_are_not_asked_for() {
        assertThat(shop.names("/api/v1/search?q=a toner with the roses"))
                .containsExactly("Rose Water Toner");
    }

    @Test
    void and_numbers_are_found_with_a_space_between_and_without() {
        assertThat(shop.names("/api/v1/search?q=toner200")).containsExactly("Rose Water Toner");
        assertThat(shop.names("/api/v1/search?q=toner 200")).containsExactly("Rose Water Toner");
    }

    @Test
    void in_quotes_stand_together() {
        assertThat(shop.names("/api/v1/search?q=\"water toner\""))
                .containsExactly("Rose Water Toner");
    }

    @Test
    void behind_a_minus_are_in_no_hit() {
        assertThat(shop.names("/api/v1/search?q=-toner"))
                .isNotEmpty()
                .doesNotContain("Rose Water Toner");
        assertThat(shop.names("/api/v1/search?q=toner -rose")).isEmpty();
    }

    @Test
    void that_no_product_has_together_are_sought_without_the_one_that_none_has() {
        isShownInstead("rose bulldozer", "WORD_DROPPED", "rose", "Rose Water Toner");
        isShownInstead("bulldozer excavator shirt", "ONE_WORD", "shirt", "Linen Shirt");
        assertThat(shop.get("/api/v1/search?q=rose")).doesNotContain("instead");
    }

    @Test
    void that_no_product_has_are_corrected() {
        isShownInstead("etoner", "CORRECTED", "toner", "Rose Water Toner");
        isShownInstead("linen shrt", "CORRECTED", "linen shirt", "Linen Shirt");
    }

    @Test
    void in_quotes_that_stand_apart_are_sought_without_them() {
        isShownInstead("\"toner water\"", "WITHOUT_QUOTES", "toner water", "Rose Water Toner");
    }

    @Test
    void of_which_half_stands_in_a_thai_name_show_what_is_similar() {
        var answer = shop.get("/api/v1/search?q=น้ำกุหลาบสวนหลวง");
        assertThat(JsonPath.<String>read(answer, "$.instead.kind")).isEqualTo("SIMILAR");
        assertThat(values(answer, "$.items[*].name")).containsExactly("Rose Water Toner");
    }

    private void isShownInstead(String typed, String kind, String sought, String found) {
        var answer = shop.get("/api/v1/search?q=" + typed);
        assertThat(JsonPath.<String>read(answer, "$.instead.kind")).isEqualTo(kind);
        assertThat(JsonPath.<String>read(answer, "$.instead.text")).isEqualTo(sought);
        assertThat(values(answer, "$.items[*].name")).containsExactly(found);
        assertThat(shop.names("/api/v1/search?q=" + sought)).containsExactly(found);
    }

    @Test
    void that_nothing_has_find_nothing() {
        assertThat(shop.names("/api/v1/search?q=bulldozer")).isEmpty();
    }

    @Test
    void suggests_names_as_one_types() {
        assertThat(values(shop.get("/api/v1/search/suggestions?q=ro"), "$.items[*].text"))
                .containsExactly("Rose Water Toner");
        assertThat(values(shop.get("/api/v1/search/suggestions?q=linen sh"), "$.items[*].text"))
                .startsWith("Linen Shirt");
    }
}
