package io.cartulary.query.customer;

import io.cartulary.events.Text;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.query.customer.CustomerQuery.*;
import io.cartulary.query.customer.CustomerQuery.Sorting.By;
import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows customers to staff.
@RestController
class CustomerController {

    private static final Map<String, By> SORTED_BY =
            Map.of(
                    "since", By.SINCE,
                    "lastOrderAt", By.LAST_ORDER,
                    "orders", By.ORDERS,
                    "spent", By.SPENT);

    private final Questions questions;
    private final Cursors cursors;
    private final PrivateAnswers answers;

    CustomerController(Questions questions, Cursors cursors, PrivateAnswers answers) {
        this.questions = questions;
        this.cursors = cursors;
        this.answers = answers;
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/customers")
    Page<CustomerSummary> list(
            @RequestParam(required = false) @Nullable @Text(max = 200) String q,
            @RequestParam(required = false) @Nullable CustomerStatus status,
            @RequestParam(required = false) @Nullable @Text(max = 40) String tag,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Instant orderedFrom,
            @RequestParam(required = false) @Nullable Instant orderedTo,
            @RequestParam(required = false) @Nullable @Min(0) @Max(1_000_000) Integer minOrders,
            @RequestParam(defaultValue = "-since")
                    @Pattern(regexp = "-?(since|lastOrderAt|orders|spent)")
                    String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var descending = sort.startsWith("-");
        var by = SORTED_BY.get(descending ? sort.substring(1) : sort);
        var purpose = "customers " + sort;
        var conditions =
                new Conditions(q, status, tag, from, to, orderedFrom, orderedTo, minOrders);
        var after =
                cursors.read(
                        purpose,
                        cursor,
                        key -> new After(key.getFirst(), new CustomerId(key.getLast())));
        var query = new ListCustomers(conditions, new Sorting(by, descending), after, size + 1);
        var page =
                cursors.page(
                        purpose,
                        questions.list(query, ListedCustomer.class),
                        size,
                        found -> List.of(found.sortedBy(), found.customer().customerId().value()));
        return new Page<>(
                page.items().stream().map(ListedCustomer::customer).toList(), page.next(), null);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/customers/{customerId}")
    ResponseEntity<CustomerDetails> get(@PathVariable CustomerId customerId) {
        var customer =
                questions.get(
                        new FindCustomer(customerId),
                        CustomerDetails.class,
                        "customer " + customerId);
        return customer.entityTag()
                .map(version -> answers.of(customer, version))
                .orElseGet(() -> answers.of(customer));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/customers/{customerId}/insights")
    CustomerInsights insights(@PathVariable CustomerId customerId) {
        return questions.get(
                new FindInsights(customerId), CustomerInsights.class, "customer " + customerId);
    }
}
