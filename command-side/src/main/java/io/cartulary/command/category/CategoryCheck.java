package io.cartulary.command.category;

import io.cartulary.command.category.CategoryCommand.RequireCategories;
import io.cartulary.command.refusal.RefusedMember;
import io.cartulary.events.catalog.CategoryId;
import java.util.Collection;
import java.util.Set;
import org.axonframework.commandhandling.CommandExecutionException;
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
    ///
    /// @param field of the request that names them
    public void require(Collection<CategoryId> categories, String field) {
        if (categories.isEmpty()) {
            return;
        }
        try {
            commands.sendAndWait(new RequireCategories(Set.copyOf(categories)));
        } catch (CommandExecutionException refused) {
            throw RefusedMember.naming(field, CategoryRejection.UNKNOWN_CATEGORY, refused);
        }
    }
}
