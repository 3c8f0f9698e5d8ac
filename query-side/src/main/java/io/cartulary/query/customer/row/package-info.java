/// The tables of customers as read-only entities. Their names are without a schema: the transaction
/// says in which generation they are looked up.
@NullMarked
package io.cartulary.query.customer.row;

import org.jspecify.annotations.NullMarked;
