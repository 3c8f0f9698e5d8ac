package io.cartulary.events.pricing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where goods go, as taxes and shipping see it: a country (ISO 3166-1 alpha-2) such as `DE`, or
/// one of its regions (ISO 3166-2) such as `US-CA`.
public record Destination(
        @JsonValue @Text(min = Destination.COUNTRY, max = Destination.LONGEST) String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    static final int COUNTRY = 2;
    static final int LONGEST = 6;

    @JsonCreator
    public Destination {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue(
                    "a destination is a country such as DE or a region such as US-CA, was "
                            + InvalidValue.excerpt(value));
        }
    }

    /// @param region its code, `CA` or `US-CA`, or its English name
    /// @return the country where no region is given or the region is not known
    public static Destination of(String country, @Nullable String region) {
        return find(country, region).orElseGet(() -> new Destination(country));
    }

    /// The region of a country, if it is known.
    public static Optional<Destination> find(String country, @Nullable String region) {
        return region == null ? Optional.empty() : Regions.find(country, region);
    }

    public String country() {
        return value.substring(0, COUNTRY);
    }

    /// The country that a region is in.
    public Optional<Destination> wider() {
        return value.length() == COUNTRY
                ? Optional.empty()
                : Optional.of(new Destination(country()));
    }

    /// A country covers its regions.
    public boolean covers(Destination other) {
        return equals(other) || other.wider().filter(this::equals).isPresent();
    }

    @Override
    public String toString() {
        return value;
    }
}
