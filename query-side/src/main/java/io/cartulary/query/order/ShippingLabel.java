package io.cartulary.query.order;

import io.cartulary.events.order.PostalAddress;
import io.cartulary.query.order.OrderDetails.Shipment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// What is stuck on a parcel: who gets it and what is in it. One page of DIN A6.
final class ShippingLabel {

    /// Comes with pdfbox and knows Latin, Greek and Cyrillic; other letters are printed as `?`.
    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final float MARGIN = 24;
    private static final float LARGE = 14;
    private static final float SMALL = 9;
    private static final float LEADING = 1.4f;

    private ShippingLabel() {}

    static byte[] pdf(OrderDetails order, PostalAddress to, Shipment shipment) {
        try (var document = new PDDocument();
                var typeface = PDDocument.class.getResourceAsStream(FONT)) {
            var font = PDType0Font.load(document, typeface);
            var page = new PDPage(PDRectangle.A6);
            document.addPage(page);
            document.getDocumentInformation().setTitle("Parcel of order " + order.number());
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.newLineAtOffset(MARGIN, PDRectangle.A6.getHeight() - MARGIN - LARGE);
                write(content, font, LARGE, lines(to));
                write(content, font, SMALL, about(order, shipment));
                content.endText();
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(PostalAddress to) {
        return Stream.of(
                        to.name(),
                        to.line1(),
                        to.line2(),
                        to.postalCode() == null ? to.city() : to.postalCode() + " " + to.city(),
                        to.region(),
                        to.country(),
                        "")
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> about(OrderDetails order, Shipment shipment) {
        var pieces = shipment.lines().stream().mapToInt(piece -> piece.quantity()).sum();
        return Stream.of(
                        "Order " + order.number() + ", " + pieces + " pieces",
                        shipment.carrier(),
                        shipment.trackingNumber(),
                        shipment.shipmentId().value())
                .filter(Objects::nonNull)
                .toList();
    }

    private static void write(
            PDPageContentStream content, PDFont font, float size, List<String> lines)
            throws IOException {
        content.setFont(font, size);
        content.setLeading(size * LEADING);
        for (var line : lines) {
            content.showText(printable(line, font));
            content.newLine();
        }
    }

    private static String printable(String text, PDFont font) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(letter -> has(font, letter) ? letter : "?")
                .collect(Collectors.joining());
    }

    private static boolean has(PDFont font, String letter) {
        try {
            font.encode(letter);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
