package io.cartulary.command.brand;

import io.cartulary.command.brand.BrandCommand.RequireBrands;
import io.cartulary.command.refusal.RefusedMember;
import io.cartulary.events.catalog.BrandId;
import java.util.Collection;
import java.util.Set;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Sees that what names a brand names one that there is. It is asked before a command and not
/// within it, where all brands would be held for as long as that takes.
@Component
public class BrandCheck {

    private final CommandGateway commands;

    BrandCheck(CommandGateway commands) {
        this.commands = commands;
    }

    /// Refused with `UNKNOWN_BRAND`. A brand that is removed later is passed over wherever it is
    /// named.
    ///
    /// @param field of the request that names them
    public void require(Collection<BrandId> brands, String field) {
        if (brands.isEmpty()) {
            return;
        }
        try {
            commands.sendAndWait(new RequireBrands(Set.copyOf(brands)));
        } catch (CommandExecutionException refused) {
            throw RefusedMember.naming(field, BrandRejection.UNKNOWN_BRAND, refused);
        }
    }
}
