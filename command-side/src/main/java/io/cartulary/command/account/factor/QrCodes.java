package io.cartulary.command.account.factor;

import io.nayuki.qrcodegen.QrCode;

/// Draws QR codes.
final class QrCodes {

    /// The white frame without which cameras do not find it.
    private static final int BORDER = 4;

    private QrCodes() {}

    /// A picture in SVG, black on white, of any size.
    static String svg(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var squares = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    squares.append("M%d,%dh1v1h-1z".formatted(x + BORDER, y + BORDER));
                }
            }
        }
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0,0h%1$dv%1$dh-%1$dz"/><path d="%2$s"/></svg>\
        """
                .formatted(code.size + 2 * BORDER, squares);
    }
}
