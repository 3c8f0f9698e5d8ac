/// Files of products. As JSON each line is one product with its variants, or defines an attribute
/// or a set of them that products after it have; as a table each row is a variant. What a table
/// says is put into the members of such a line, so that all files are taken in one way.
@NullMarked
package io.cartulary.command.importing.products;

import org.jspecify.annotations.NullMarked;
