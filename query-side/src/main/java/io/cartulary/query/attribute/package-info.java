/// Answers which attributes and sets of them there are: what a page needs to show a product's
/// values in its language, and a form to ask for them. Archived ones are shown as such, because
/// products may still have values of them.
@NullMarked
package io.cartulary.query.attribute;

import org.jspecify.annotations.NullMarked;
