/// Who may call what, by which token a shopper is known, and which side answers a path.
@NullMarked
package io.cartulary.web.access;

import org.jspecify.annotations.NullMarked;
