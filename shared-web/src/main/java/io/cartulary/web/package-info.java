/// What both HTTP faces share. Here stands what every room below needs; the rooms: who may call
/// what (`access`), how input becomes values (`input`), what a failure looks like (`problem`), who
/// is calling (`origin`), requests that take effect once (`idempotency`), positions that a reader
/// waits for (`consistency`), the API's description (`documentation`), and `metrics`.
///
/// A client meets the same headers and the same form of error on every route, whichever side
/// answers it.
@NullMarked
package io.cartulary.web;

import org.jspecify.annotations.NullMarked;
