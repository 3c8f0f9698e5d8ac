package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/// Brands over HTTP, in the application of [ShopOverHttpTest].
abstract class BrandsOverHttp extends ShopOverHttp {

    @Test
    void that_a_product_names_must_exist() {
        var product = product("branded", "BRANDED-1");
        var refused = staff(HttpMethod.POST, "/admin/products", of("brand-unknown", product), null);
        assertThat(codeOf(refused, 422)).isEqualTo("UNKNOWN_BRAND");
        assertThat(textAt(refused, "/field")).isEqualTo("description.brand");

        var brand = textAt(create("Must exist"), "/brandId");
        assertThat(status(staff(HttpMethod.POST, "/admin/products", of(brand, product), null)))
                .isEqualTo(201);
        assertThat(status(staff(HttpMethod.DELETE, "/admin/brands/" + brand, null, null)))
                .isEqualTo(204);
        var again = of(brand, product("branded-again", "BRANDED-2"));
        assertThat(codeOf(staff(HttpMethod.POST, "/admin/products", again, null), 422))
                .isEqualTo("UNKNOWN_BRAND");
    }

    @Test
    void of_one_name_that_are_created_at_the_same_time_are_one() {
        var created = new ArrayList<Future<ResponseEntity<JsonNode>>>();
        try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
            created.add(staff.submit(() -> create("Twice at once")));
            created.add(staff.submit(() -> create("Twice at once")));
        }

        assertThat(created)
                .extracting(answer -> status(answer.resultNow()))
                .containsExactlyInAnyOrder(201, 409);
    }

    private ResponseEntity<JsonNode> create(String name) {
        return staff(
                HttpMethod.POST,
                "/admin/brands",
                "{\"description\": {\"name\": {\"en\": \"%s\"}}}".formatted(name),
                null);
    }

    private static int status(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().value();
    }

    private static String of(String brand, String product) {
        return product.replace(
                "\"description\": {", "\"description\": {\"brand\": \"%s\", ".formatted(brand));
    }
}
