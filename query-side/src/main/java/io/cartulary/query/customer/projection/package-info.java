/// How the tables of customers are filled.
@NullMarked
package io.cartulary.query.customer.projection;

import org.jspecify.annotations.NullMarked;
