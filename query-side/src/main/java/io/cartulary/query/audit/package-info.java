/// Answers who did what, when, from where and because of what.
///
/// Every event is one entry: a sentence without personal data, its metadata, and what is personal
/// in it sealed beside. Entries are only ever added, in the order of the event store. What staff
/// asked for is kept beside, by each side before it acts on it: a rebuild leads to no event.
@NullMarked
package io.cartulary.query.audit;

import org.jspecify.annotations.NullMarked;
