package io.cartulary.command.order.invoice;

import io.cartulary.command.order.invoice.InvoiceNumbers.Invoice;
import io.cartulary.events.order.OrderId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.problem.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff the number of an order's invoice.
@RestController
class InvoiceController {

    private final InvoiceNumbers invoices;

    InvoiceController(InvoiceNumbers invoices) {
        this.invoices = invoices;
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/orders/{orderId}/invoice")
    Invoice invoice(@PathVariable OrderId orderId) {
        return invoices.of(orderId)
                .orElseThrow(() -> ProblemException.notFound("invoice of order " + orderId));
    }
}
