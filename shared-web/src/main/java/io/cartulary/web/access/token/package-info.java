/// How every process checks access tokens without asking the one that issued them.
@NullMarked
package io.cartulary.web.access.token;

import org.jspecify.annotations.NullMarked;
