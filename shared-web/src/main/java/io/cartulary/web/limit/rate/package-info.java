/// How often one address may ask. Counted by the nodes, which both forms pass; the gateway, which
/// has no database, counts nothing.
@NullMarked
package io.cartulary.web.limit.rate;

import org.jspecify.annotations.NullMarked;
