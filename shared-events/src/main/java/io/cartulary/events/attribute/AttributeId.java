package io.cartulary.events.attribute;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;
import java.util.regex.Pattern;

/// Identifies an attribute by its code, for example `attribute-skin-type`.
public record AttributeId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    /// What the code of an attribute, of a set of them and of a choice looks like.
    public static final String CODE = "[a-z0-9]+(-[a-z0-9]+)*";

    /// Characters of a code.
    public static final int LONGEST_CODE = 60;

    private static final String PREFIX = "attribute-";
    private static final Pattern FORM = Pattern.compile(CODE);

    @JsonCreator
    public AttributeId {
        Ids.check(PREFIX, value);
    }

    public static AttributeId of(String code) {
        return new AttributeId(PREFIX + code);
    }

    public static boolean isCode(String text) {
        return text.length() <= LONGEST_CODE && FORM.matcher(text).matches();
    }

    public String code() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
