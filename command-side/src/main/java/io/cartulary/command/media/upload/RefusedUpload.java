package io.cartulary.command.media.upload;

/// A file that is not kept; the others of its request are.
final class RefusedUpload extends Exception {

    private final UploadFault fault;

    RefusedUpload(UploadFault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    UploadFault fault() {
        return fault;
    }
}
