package io.cartulary.command.category;

import io.cartulary.command.category.CategoryCommand.RequireCategories;
import io.cartulary.events.catalog.CategoryId;
import java.util.Collection;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Sees that what names categories names such as there are. It is asked before a command and not
/// within it, where the one tree would be held for as long as that takes.
@Component
public class CategoryCheck {

    private final CommandGateway commands;

    CategoryCheck(CommandGateway commands) {
        this.commands = commands;
    }

    /// Refused with `UNKNOWN_CATEGORY`. A category that is removed later is passed over wherever it
    /// is named.
    public void require(Collection<CategoryId> categories) {
        if (!categories.isEmpty()) {
            commands.sendAndWait(new RequireCategories(Set.copyOf(categories)));
        }
    }
}
