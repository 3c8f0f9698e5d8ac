/// Files of products: each line is one product with its variants.
@NullMarked
package io.cartulary.command.importing.products;

import org.jspecify.annotations.NullMarked;
