package io.cartulary.command.importing.products;

import java.util.List;

/// What one line of a file of products says: a product, or something that products after it have.
sealed interface CatalogueLine permits ProductLine, DefinitionLine {

    /// Identifiers of what it creates or changes.
    List<String> changes();
}
