package io.cartulary.query.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.query.attribute.LabelledAttribute;
import java.util.List;

/// One product as its page shows it to shoppers.
///
/// @param labelledAttributes its values of attributes, in the order of its set
record ShownProduct(@JsonUnwrapped ProductPage page, List<LabelledAttribute> labelledAttributes) {}
