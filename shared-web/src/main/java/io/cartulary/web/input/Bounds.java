package io.cartulary.web.input;

import io.cartulary.events.Text;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// Bounds of what comes from outside, whatever it is for: enforced where it is read, and written
/// into the description of the API.
public final class Bounds {

    /// Characters of a text in a body.
    public static final int LONGEST_TEXT = 20_000;

    /// Characters of a parameter.
    public static final int LONGEST_PARAMETER = 2_000;

    /// Characters of a member's name, and of a key that the caller chooses.
    public static final int LONGEST_NAME = 100;

    /// Elements of a list, and members of an object.
    public static final int MOST_ELEMENTS = 1_000;

    /// Of an amount of money: more than any shop takes, and so little that no sum of such amounts
    /// runs over.
    public static final long MOST_MINOR_UNITS = 1_000_000_000_000L;

    private Bounds() {}

    /// How long the text of a member may be, or each text in it.
    ///
    /// @param text of the member, if it states its bound by that
    /// @param size of the member, if it states it by that; counts the texts where there are several
    static int longestText(@Nullable Text text, @Nullable Size size, boolean holdsOne) {
        if (text != null) {
            return text.max();
        }
        return size != null && holdsOne ? Math.min(size.max(), LONGEST_TEXT) : Text.USUAL;
    }

    /// As the member of a record says it.
    public static int longestText(Method accessor) {
        return longestText(
                accessor.getAnnotation(Text.class),
                accessor.getAnnotation(Size.class),
                accessor.getReturnType() == String.class);
    }
}
