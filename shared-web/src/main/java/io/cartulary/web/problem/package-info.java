/// What a failure looks like: an RFC 9457 problem with a stable code, on every route.
@NullMarked
package io.cartulary.web.problem;

import org.jspecify.annotations.NullMarked;
