package io.cartulary.web.page;

/// How the `total` of a large list is counted.
public enum TotalCount {
    /// Exact up to [#ESTIMATED], which stands for that many or more.
    ESTIMATE,

    /// However many there are. Takes longer.
    EXACT;

    /// The largest estimate.
    public static final int ESTIMATED = 10_000;
}
