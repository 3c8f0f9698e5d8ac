/// The API's description at `/api/docs`: what controllers say of themselves, completed with what
/// follows from the route.
///
/// A controller names the refusals of its own; who may call, what every change can run into and
/// what answers look like is added here for all routes alike. Works only when the document is asked
/// for.
@NullMarked
package io.cartulary.web.documentation;

import org.jspecify.annotations.NullMarked;
