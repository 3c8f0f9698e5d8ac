/// Requests with an `Idempotency-Key` take effect once, whichever process receives them.
@NullMarked
package io.cartulary.web.idempotency;

import org.jspecify.annotations.NullMarked;
