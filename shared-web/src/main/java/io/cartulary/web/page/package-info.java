/// The one form in which the API shows lists: [Page], turned by signed cursors.
@NullMarked
package io.cartulary.web.page;

import org.jspecify.annotations.NullMarked;
