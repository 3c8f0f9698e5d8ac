/// Changes many products at once, for staff: prices, publication, categories, tags and attributes
/// of those that a list or a filter names. An update runs as a job, some products at a time; what
/// each had and is to get is recorded before it is changed, so that a restart changes no product
/// twice and an undo restores what the update changed.
@NullMarked
package io.cartulary.command.bulkupdate;

import org.jspecify.annotations.NullMarked;
