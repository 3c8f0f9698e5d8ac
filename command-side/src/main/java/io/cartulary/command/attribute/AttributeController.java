package io.cartulary.command.attribute;

import io.cartulary.command.attribute.AttributeCommand.*;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.events.attribute.AttributeSetId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Attributes and sets of them, for staff.
@RestController
class AttributeController {

    private static final String CODE = AttributeId.CODE;
    private static final int LONGEST = AttributeId.LONGEST_CODE;

    private final CommandGateway commands;

    AttributeController(CommandGateway commands) {
        this.commands = commands;
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/attributes/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void define(
            @PathVariable @Pattern(regexp = CODE) @Size(max = LONGEST) String code,
            @RequestBody AttributeDefinition definition) {
        commands.sendAndWait(new DefineAttribute(AttributeId.of(code), definition));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/attributes/{code}/archival")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(@PathVariable @Pattern(regexp = CODE) @Size(max = LONGEST) String code) {
        commands.sendAndWait(new ArchiveAttribute(AttributeId.of(code)));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PutMapping("/api/v1/admin/attribute-sets/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void compose(
            @PathVariable @Pattern(regexp = CODE) @Size(max = LONGEST) String code,
            @RequestBody AttributeSetDefinition definition) {
        commands.sendAndWait(new ComposeAttributeSet(AttributeSetId.of(code), definition));
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @PostMapping("/api/v1/admin/attribute-sets/{code}/archival")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archiveSet(@PathVariable @Pattern(regexp = CODE) @Size(max = LONGEST) String code) {
        commands.sendAndWait(new ArchiveAttributeSet(AttributeSetId.of(code)));
    }
}
