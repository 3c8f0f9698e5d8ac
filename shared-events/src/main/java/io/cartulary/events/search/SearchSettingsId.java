package io.cartulary.events.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies the settings of the search, `search-settings`: a shop has them once.
public record SearchSettingsId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "search-";

    public static final SearchSettingsId OF_THE_SHOP = new SearchSettingsId(PREFIX + "settings");

    @JsonCreator
    public SearchSettingsId {
        Ids.check(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
