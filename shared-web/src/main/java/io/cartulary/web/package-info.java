/// What both HTTP faces share: who may call what, who is calling, problem details, idempotency,
/// positions and documents.
///
/// A client meets the same headers and the same form of error on every route, whichever side
/// answers it.
@NullMarked
package io.cartulary.web;

import org.jspecify.annotations.NullMarked;
