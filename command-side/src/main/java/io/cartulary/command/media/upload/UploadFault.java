package io.cartulary.command.media.upload;

/// Why a file of an upload was not kept.
enum UploadFault {
    NOT_A_FILE,
    EMPTY_FILE,
    UPLOAD_TOO_LARGE,
    FORMAT_NOT_ACCEPTED,
    TOO_MANY_PIXELS,
    BROKEN_PICTURE,
    DISK_FULL
}
