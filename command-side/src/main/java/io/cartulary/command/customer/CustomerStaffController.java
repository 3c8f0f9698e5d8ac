package io.cartulary.command.customer;

import io.cartulary.command.customer.CustomerCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.Text;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.NoteId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What staff say about customers.
@RestController
class CustomerStaffController {

    private final CommandGateway commands;
    private final PersonalDataCipher persons;

    CustomerStaffController(CommandGateway commands, PersonalDataCipher persons) {
        this.commands = commands;
        this.persons = persons;
    }

    record Tags(@NotNull @Size(max = 20) @Text(max = 40) List<String> tags) {}

    record NewCustomerNote(@NotBlank @Text(max = 2000) String text) {}

    record AddedCustomerNote(NoteId noteId) {}

    @OpenTo(staff = Permission.CUSTOMER_NOTES)
    @PutMapping("/api/v1/admin/customers/{customerId}/tags")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tag(@PathVariable CustomerId customerId, @Valid @RequestBody Tags body) {
        requireKnown(customerId);
        commands.sendAndWait(
                new TagCustomer(customerId, body.tags().stream().distinct().sorted().toList()));
    }

    @OpenTo(staff = Permission.CUSTOMER_NOTES)
    @PostMapping("/api/v1/admin/customers/{customerId}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    AddedCustomerNote note(
            @PathVariable CustomerId customerId,
            @Valid @RequestBody NewCustomerNote body,
            NewIds ids) {
        requireKnown(customerId);
        var noteId = new NoteId(ids.next("note-"));
        commands.sendAndWait(
                new AddCustomerNote(
                        customerId, noteId, Personal.of(customerId.value(), body.text())));
        return new AddedCustomerNote(noteId);
    }

    /// Of every customer something personal is kept: an e-mail address, or whence they came.
    private void requireKnown(CustomerId customer) {
        if (!persons.knows(customer.value())) {
            throw ProblemException.notFound("customer " + customer);
        }
    }
}
