/// What a client saw of an object, as its `ETag`, and the promise of a change with `If-Match` to
/// act on nothing else.
@NullMarked
package io.cartulary.web.version;

import org.jspecify.annotations.NullMarked;
