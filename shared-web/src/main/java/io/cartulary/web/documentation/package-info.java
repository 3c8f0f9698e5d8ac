/// The API's description at `/api/docs`: the routes and types of the controllers, completed with
/// what files say of each route and with what follows from it.
///
/// `api/routes/*.yaml` of each side has a route's own words and refusals; who may call, what every
/// change can run into and what answers look like is added here for all routes alike. Works only
/// when the document is asked for.
@NullMarked
package io.cartulary.web.documentation;

import org.jspecify.annotations.NullMarked;
