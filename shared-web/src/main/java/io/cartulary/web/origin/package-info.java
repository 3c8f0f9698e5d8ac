/// Who is calling and from where: noted for the log, for events, and for what staff change.
@NullMarked
package io.cartulary.web.origin;

import org.jspecify.annotations.NullMarked;
