/// Customers as staff see them: those with an account, and guests who ordered. Filled by
/// `customers`, read with Spring Data JPA over its live generation; ADR 26 says when that is used.
@NullMarked
package io.cartulary.query.customer;

import org.jspecify.annotations.NullMarked;
