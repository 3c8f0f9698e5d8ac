/// Events of pictures and videos that staff upload. The bytes are kept beside the event store,
/// under the names that these events state.
@NullMarked
package io.cartulary.events.media;

import org.jspecify.annotations.NullMarked;
