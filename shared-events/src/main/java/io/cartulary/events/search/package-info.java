/// Events of what staff decide about the search: which words mean the same, what counts beside the
/// words, and what a search for a certain text shows first or never. A text is stored in the form
/// in which texts are compared.
@NullMarked
package io.cartulary.events.search;

import org.jspecify.annotations.NullMarked;
