/// What answers queries over HTTP: the query bus, pages, positions, caching and problems.
@NullMarked
package io.cartulary.query.projection.answer;

import org.jspecify.annotations.NullMarked;
