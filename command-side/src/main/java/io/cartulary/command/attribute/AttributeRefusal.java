package io.cartulary.command.attribute;

import io.cartulary.command.refusal.Rejection;

/// A reason with the attribute at fault, and what would be right of it.
record AttributeRefusal(AttributeRejection reason, String field, String sentence)
        implements Rejection {

    @Override
    public String name() {
        return reason.name();
    }

    @Override
    public Kind kind() {
        return reason.kind();
    }
}
