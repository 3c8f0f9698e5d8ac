package io.cartulary.command.importing.file;

/// How large a file may be, so that it never fills the disk.
///
/// @param largest bytes of it, packed or not
/// @param keepFree bytes of the disk that stay free for everything else
public record FileBounds(long largest, long keepFree) {

    /// Tables of text shrink to a tenth, the most repetitive to a hundredth; what is made to harm
    /// to a thousandth.
    private static final long MOST_RATIO = 200;

    private static final long RATIO_COUNTS_FROM = 16L << 20;

    void check(long packed, long unpacked) {
        if (unpacked > largest) {
            throw new FileTooLarge(
                    "The file has more than %d bytes unpacked; send it in parts."
                            .formatted(largest));
        }
        if (unpacked > RATIO_COUNTS_FROM && unpacked / MOST_RATIO > packed) {
            throw new FileTooLarge(
                    "The file unpacks to more than %d times its size; send it unpacked."
                            .formatted(MOST_RATIO));
        }
    }

    void checkDisk(long free) {
        if (free < keepFree) {
            throw new FileTooLarge(
                    "The disk has less than %d MB left; make room and send the file again."
                            .formatted(keepFree >> 20));
        }
    }
}
