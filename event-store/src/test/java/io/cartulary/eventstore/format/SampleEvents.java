package io.cartulary.eventstore.format;

import static io.cartulary.events.search.SearchSettingsId.OF_THE_SHOP;
import static io.cartulary.eventstore.format.SampleValues.ATTRIBUTE;
import static io.cartulary.eventstore.format.SampleValues.ATTRIBUTE_SET;
import static io.cartulary.eventstore.format.SampleValues.BRAND;
import static io.cartulary.eventstore.format.SampleValues.BUNDLE;
import static io.cartulary.eventstore.format.SampleValues.CALIFORNIA;
import static io.cartulary.eventstore.format.SampleValues.CART;
import static io.cartulary.eventstore.format.SampleValues.CATEGORY;
import static io.cartulary.eventstore.format.SampleValues.CODE;
import static io.cartulary.eventstore.format.SampleValues.COLLECTION;
import static io.cartulary.eventstore.format.SampleValues.COUPON;
import static io.cartulary.eventstore.format.SampleValues.CUSTOMER;
import static io.cartulary.eventstore.format.SampleValues.DESCRIPTION;
import static io.cartulary.eventstore.format.SampleValues.MOVED;
import static io.cartulary.eventstore.format.SampleValues.ORDER;
import static io.cartulary.eventstore.format.SampleValues.OTHER_CART;
import static io.cartulary.eventstore.format.SampleValues.PRICE_LIST;
import static io.cartulary.eventstore.format.SampleValues.PRODUCT;
import static io.cartulary.eventstore.format.SampleValues.RATE;
import static io.cartulary.eventstore.format.SampleValues.SALE;
import static io.cartulary.eventstore.format.SampleValues.SHIPPING;
import static io.cartulary.eventstore.format.SampleValues.SKINCARE;
import static io.cartulary.eventstore.format.SampleValues.SKIN_TYPES;
import static io.cartulary.eventstore.format.SampleValues.SKU;
import static io.cartulary.eventstore.format.SampleValues.STOCK;
import static io.cartulary.eventstore.format.SampleValues.TAX_RULE;
import static io.cartulary.eventstore.format.SampleValues.TERMS;
import static io.cartulary.eventstore.format.SampleValues.TIME;
import static io.cartulary.eventstore.format.SampleValues.TWO;
import static io.cartulary.eventstore.format.SampleValues.UUID;
import static io.cartulary.eventstore.format.SampleValues.VARIANT;
import static io.cartulary.eventstore.format.SampleValues.gbp;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Percent;
import io.cartulary.events.attribute.AttributeEvent;
import io.cartulary.events.cart.CartEvent;
import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.CollectionEvent;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.NumberBounds;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.catalog.SlugId;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.media.MediaEvent;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.media.PictureSize;
import io.cartulary.events.pricing.ListPrice;
import io.cartulary.events.pricing.PricingEvent;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.search.Curation;
import io.cartulary.events.search.SearchEvent;
import io.cartulary.events.search.SearchWeights;
import io.cartulary.events.search.SearchedText;
import io.cartulary.events.search.Synonyms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;

/// One event of every type, with every field filled.
final class SampleEvents {

    private static final MediaId MEDIA = MediaId.ofContent("9f86d081884c7d65");
    private static final CategoryId OTHER_CATEGORY = new CategoryId("category-skincare");
    private static final PageDescription TONERS =
            new PageDescription(
                    LocalizedText.english("Toners"),
                    LocalizedText.english("What calms and balances."),
                    LocalizedText.english("Toners, vegan"),
                    LocalizedText.english("Buy calming toners."),
                    MEDIA);

    private static final PageDescription PETAL =
            new PageDescription(
                    LocalizedText.english("Petal"),
                    LocalizedText.english("Made of flowers."),
                    LocalizedText.english("Petal, vegan care"),
                    LocalizedText.english("Buy what is made of flowers."),
                    MEDIA);

    private static final PageDescription SUMMER =
            new PageDescription(
                    LocalizedText.english("Summer"),
                    LocalizedText.english("Light care for hot days."),
                    LocalizedText.english("Summer care"),
                    LocalizedText.english("Buy light care."),
                    MEDIA);

    private static final List<DomainEvent> OF_GOODS =
            List.of(
                    new AttributeEvent.AttributeDefined(ATTRIBUTE, SKIN_TYPES),
                    new AttributeEvent.AttributeArchived(ATTRIBUTE),
                    new AttributeEvent.AttributeSetDefined(ATTRIBUTE_SET, SKINCARE),
                    new AttributeEvent.AttributeSetArchived(ATTRIBUTE_SET),
                    new BrandEvent.BrandCreated(BRAND, "petal", PETAL),
                    new BrandEvent.BrandDescribed(BRAND, PETAL),
                    new BrandEvent.BrandSlugGiven(BRAND, "petal-and-co"),
                    new BrandEvent.BrandsArranged(List.of(BRAND)),
                    new BrandEvent.BrandActivated(BRAND),
                    new BrandEvent.BrandDeactivated(BRAND),
                    new BrandEvent.BrandRemoved(BRAND),
                    new CartEvent.CartOpened(CART, CUSTOMER),
                    new CartEvent.CartItemAdded(CART, SKU, 1, 2, "addition-1", gbp(1250)),
                    new CartEvent.CartItemQuantityChanged(CART, SKU, 3),
                    new CartEvent.CartItemRemoved(CART, SKU),
                    new CartEvent.CartCouponApplied(CART, CODE),
                    new CartEvent.CartCouponRemoved(CART, CODE),
                    new CartEvent.CartCurrencyChosen(CART, CurrencyUnit.of("GBP")),
                    new CartEvent.CartCleared(CART),
                    new CartEvent.CartHandedOver(
                            CART, OTHER_CART, "handover-1", TWO, List.of(CODE)),
                    new CartEvent.CartTakenOver(CART, OTHER_CART, "handover-1", TWO, List.of(CODE)),
                    new CartEvent.CartExpired(CART, TWO),
                    new CartEvent.CartCheckedOut(CART, ORDER, TWO, List.of(CODE)),
                    new CatalogEvent.ProductCreated(
                            PRODUCT, "rose-toner", DESCRIPTION, List.of(VARIANT)),
                    new CatalogEvent.ProductDescribed(PRODUCT, DESCRIPTION),
                    new CatalogEvent.VariantAdded(PRODUCT, VARIANT),
                    new CatalogEvent.VariantDescribed(PRODUCT, VARIANT),
                    new CatalogEvent.VariantArchived(PRODUCT, SKU),
                    new CatalogEvent.VariantsArranged(PRODUCT, List.of(SKU)),
                    new CatalogEvent.MediaArranged(
                            PRODUCT,
                            List.of(
                                    new ProductMedia(
                                            MEDIA,
                                            MediaFormat.JPEG,
                                            LocalizedText.english("A bottle with a rose"),
                                            SKU))),
                    new CatalogEvent.PriceChanged(PRODUCT, SKU, gbp(1300)),
                    new CatalogEvent.SaleScheduled(PRODUCT, SALE),
                    new CatalogEvent.SaleCancelled(PRODUCT, SALE.saleId(), SKU),
                    new CatalogEvent.SaleStarted(PRODUCT, SALE.saleId(), SKU, gbp(990)),
                    new CatalogEvent.SaleEnded(PRODUCT, SALE.saleId(), SKU),
                    new CatalogEvent.CostPriceSet(PRODUCT, SKU, gbp(430)),
                    new CatalogEvent.PublicationScheduled(PRODUCT, TIME),
                    new CatalogEvent.PublicationCancelled(PRODUCT),
                    new CatalogEvent.SlugChanged(PRODUCT, "th", "nam-kulap"),
                    new CatalogEvent.ProductPublished(PRODUCT),
                    new CatalogEvent.ProductArchived(PRODUCT),
                    new CatalogEvent.ProductReturnedToDraft(PRODUCT),
                    new CatalogEvent.SlugClaimed(SlugId.of("rose-toner"), PRODUCT),
                    new CategoryEvent.CategoryCreated(CATEGORY, OTHER_CATEGORY, "toners", TONERS),
                    new CategoryEvent.CategoryDescribed(CATEGORY, TONERS),
                    new CategoryEvent.CategorySlugGiven(CATEGORY, "th", "face-toners"),
                    new CategoryEvent.CategoryMoved(CATEGORY, OTHER_CATEGORY),
                    new CategoryEvent.CategoriesArranged(OTHER_CATEGORY, List.of(CATEGORY)),
                    new CategoryEvent.CategoryActivated(CATEGORY),
                    new CategoryEvent.CategoryDeactivated(CATEGORY),
                    new CategoryEvent.CategoryRemoved(CATEGORY),
                    new CollectionEvent.CollectionCreated(COLLECTION, "summer", SUMMER),
                    new CollectionEvent.CollectionDescribed(COLLECTION, SUMMER),
                    new CollectionEvent.CollectionSlugGiven(COLLECTION, "summer-care"),
                    new CollectionEvent.ProductsCollected(COLLECTION, List.of(PRODUCT)),
                    new CollectionEvent.RuleAgreed(
                            COLLECTION,
                            new ProductCriteria(
                                    List.of(CATEGORY),
                                    List.of(BRAND),
                                    List.of("vegan"),
                                    Map.of("skin-type", List.of("dry")),
                                    Map.of("size", List.of("200 ml")),
                                    Map.of("volume", new NumberBounds("50", "200")),
                                    gbp(500),
                                    gbp(2000),
                                    true,
                                    true)),
                    new CollectionEvent.CollectionsArranged(List.of(COLLECTION)),
                    new CollectionEvent.CollectionActivated(COLLECTION),
                    new CollectionEvent.CollectionDeactivated(COLLECTION),
                    new CollectionEvent.CollectionRemoved(COLLECTION),
                    new MediaEvent.MediaUploaded(
                            MEDIA,
                            new MediaFileId("file-" + UUID),
                            "rose toner.jpg",
                            MediaFormat.JPEG,
                            204_800,
                            new PictureSize(1600, 1200)),
                    new MediaEvent.MediaDeleted(MEDIA),
                    new CouponEvent.CouponCreated(COUPON, CODE, TERMS),
                    new CouponEvent.CouponRevised(COUPON, CODE, TERMS),
                    new CouponEvent.CouponActivated(COUPON, CODE),
                    new CouponEvent.CouponDeactivated(COUPON, CODE),
                    new CouponEvent.CouponRedeemed(COUPON, CODE, ORDER, CUSTOMER, gbp(250), 1),
                    new CouponEvent.CouponUseReturned(COUPON, CODE, ORDER, CUSTOMER, 0),
                    new PricingEvent.TaxRuleSet(
                            TAX_RULE,
                            CALIFORNIA,
                            new TaxRates(Map.of("standard", Percent.of("7.25")), true)),
                    new PricingEvent.TaxRuleRemoved(TAX_RULE, CALIFORNIA),
                    new PricingEvent.ShippingMethodDefined(SHIPPING, "Express", List.of(RATE)),
                    new PricingEvent.ShippingMethodWithdrawn(SHIPPING),
                    new PricingEvent.PriceListOpened(
                            PRICE_LIST, CurrencyUnit.of("GBP"), Set.of(CALIFORNIA)),
                    new PricingEvent.ListPricesSet(
                            PRICE_LIST, List.of(new ListPrice(SKU, gbp(1199)))),
                    new PricingEvent.ListPricesRemoved(PRICE_LIST, List.of(SKU)),
                    new PricingEvent.PriceListClosed(PRICE_LIST),
                    new SearchEvent.SynonymsDefined(
                            OF_THE_SHOP,
                            "couches",
                            new Synonyms(
                                    List.of(new SearchedText("couch")),
                                    List.of(new SearchedText("sofa")))),
                    new SearchEvent.SynonymsRemoved(OF_THE_SHOP, "couches"),
                    new SearchEvent.WeightsSet(OF_THE_SHOP, new SearchWeights(50, 100, 20)),
                    new SearchEvent.CurationDefined(
                            OF_THE_SHOP,
                            "sale",
                            new Curation(
                                    List.of(new SearchedText("black friday")),
                                    List.of(PRODUCT),
                                    List.of(new ProductId(PRODUCT.value().replaceAll("1$", "2"))))),
                    new SearchEvent.CurationRemoved(OF_THE_SHOP, "sale"),
                    new StockEvent.StockItemRegistered(STOCK, SKU, PRODUCT),
                    new StockEvent.StockAdjusted(
                            STOCK,
                            SKU,
                            -2,
                            98,
                            3,
                            StockEvent.AdjustmentReason.DAMAGE,
                            "count-7",
                            "broken in transit",
                            TIME,
                            MOVED),
                    new StockEvent.StockTransferred(STOCK, SKU, 2, 98, 3, "transfer-4", MOVED),
                    new StockEvent.StockReserved(STOCK, SKU, ORDER, null, 2, 1, 98, 4, TIME, MOVED),
                    new StockEvent.ReservationConfirmed(
                            STOCK, SKU, ORDER, BUNDLE, 2, 0, 96, 3, MOVED),
                    new StockEvent.ReservationReleased(
                            STOCK, SKU, ORDER, BUNDLE, 2, 0, 98, 3, MOVED),
                    new StockEvent.ReservationExpired(STOCK, SKU, ORDER, null, 2, 1, 98, 3, MOVED),
                    new StockEvent.BackorderFilled(
                            STOCK, SKU, ORDER, BUNDLE, 2, 1, true, 96, 3, MOVED),
                    new StockEvent.SoldStockReturned(STOCK, SKU, ORDER, null, 2, 0, 98, 3, MOVED),
                    new StockEvent.SoldPiecesReturned(
                            STOCK, SKU, ORDER, null, "cancellation-" + UUID, 2, 1, 1, 98, 3, MOVED),
                    new StockEvent.StockPolicyAgreed(STOCK, SKU, 5, 100),
                    new StockEvent.LowStockReached(STOCK, SKU, 5, 5),
                    new StockEvent.LowStockEnded(STOCK, SKU, 9, 5),
                    new StockEvent.BundleDefined(StockItemId.of(BUNDLE), BUNDLE, TWO));

    static final List<DomainEvent> ALL =
            Stream.of(OF_GOODS, SampleOrderEvents.ALL, SamplePersonEvents.ALL)
                    .flatMap(List::stream)
                    .toList();

    private SampleEvents() {}
}
