/// Files of products: each line is one product with its variants, or defines an attribute or a set
/// of them that products after it have.
@NullMarked
package io.cartulary.command.importing.products;

import org.jspecify.annotations.NullMarked;
