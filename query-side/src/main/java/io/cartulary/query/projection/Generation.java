package io.cartulary.query.projection;

/// One filling of a projection from the first event on, for example `order-details@3`.
public record Generation(String projection, int number) {

    /// Names its event processor, for example `order-details@3`.
    public String processor() {
        return projection + "@" + number;
    }

    /// Names the schema of its tables, for example `order_details_g3`. Fit to be written into SQL:
    /// a projection's name has only letters and dashes.
    public String schema() {
        return projection.replace('-', '_') + "_g" + number;
    }

    @Override
    public String toString() {
        return processor();
    }
}
