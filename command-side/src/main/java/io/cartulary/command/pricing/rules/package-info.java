/// Decides on the rules that prices are made by: how a destination is taxed, what a shipping method
/// costs, and what SKUs cost in another currency. Each rule is a small aggregate that staff change
/// as a whole; orders are priced by what the decision tables made of its events. An order that was
/// placed keeps what came of the rules that held then.
///
/// # TaxRule
///
/// | from | command | to |
/// |---|---|---|
/// | missing | SetTaxRule | set |
/// | set | SetTaxRule | set, nothing new |
/// | set | RemoveTaxRule | removed |
/// | removed | SetTaxRule | set |
/// | removed | RemoveTaxRule | removed, nothing new |
///
/// # ShippingMethod
///
/// | from | command | to |
/// |---|---|---|
/// | missing | DefineShippingMethod | offered |
/// | missing | WithdrawShippingMethod | withdrawn |
/// | offered | DefineShippingMethod | offered, nothing new |
/// | offered | WithdrawShippingMethod | withdrawn |
/// | withdrawn | DefineShippingMethod | offered |
/// | withdrawn | WithdrawShippingMethod | withdrawn, nothing new |
///
/// # PriceList
///
/// | from | command | to |
/// |---|---|---|
/// | missing | OpenPriceList | open |
/// | open | OpenPriceList | open, nothing new |
/// | open | SetListPrices | open |
/// | open | RemoveListPrices | open, nothing new |
/// | open | ClosePriceList | closed |
/// | closed | OpenPriceList | open |
/// | closed | SetListPrices | closed |
/// | closed | RemoveListPrices | closed, nothing new |
/// | closed | ClosePriceList | closed, nothing new |
///
/// Commands on a rule that does not exist are answered with *not found*, except those above. A rule
/// that is set anew as it is records nothing. Opening a list in another currency than it has, or
/// setting a price in one, is refused CURRENCY_OF_LIST_DIFFERS.
@NullMarked
package io.cartulary.command.pricing.rules;

import org.jspecify.annotations.NullMarked;
