/// What an erasure leaves for read models to do. Their personal values are sealed and went with the
/// person's key; keyed hashes are not.
@NullMarked
package io.cartulary.query.erasure;

import org.jspecify.annotations.NullMarked;
