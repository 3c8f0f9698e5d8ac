/// The pictures and videos that staff uploaded, with where each is used.
@NullMarked
package io.cartulary.query.media;

import org.jspecify.annotations.NullMarked;
