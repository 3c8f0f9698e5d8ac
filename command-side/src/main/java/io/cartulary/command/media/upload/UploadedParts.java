package io.cartulary.command.media.upload;

import io.cartulary.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream.MalformedStreamException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.springframework.http.HttpStatus;

/// The parts of a multipart body, one after the other as they come. The servlet's own way to read
/// them would pass by the bounds on bodies and by the record of repeated requests.
final class UploadedParts {

    /// Of one request.
    static final int MOST = 1_000;

    private static final int LONGEST_NAME = 200;

    private UploadedParts() {}

    /// What is done with each part.
    @FunctionalInterface
    interface Taker {
        UploadedFile take(String fileName, InputStream content) throws IOException;
    }

    /// @throws ProblemException when the body is not of that form, after the parts before
    static List<UploadedFile> takeEach(HttpServletRequest request, Taker taker) throws IOException {
        var upload = new FileUpload();
        upload.setHeaderEncoding(StandardCharsets.UTF_8.name());
        var taken = new ArrayList<UploadedFile>();
        try {
            var parts = upload.getItemIterator(new Body(request));
            while (parts.hasNext()) {
                if (taken.size() == MOST) {
                    throw refused("The body must have at most %,d parts.".formatted(MOST));
                }
                taken.add(take(parts.next(), taker));
            }
        } catch (FileUploadException | MalformedStreamException malformed) {
            throw refused(
                    "The body must be multipart/form-data to its end: " + malformed.getMessage());
        }
        return taken;
    }

    private static ProblemException refused(String sentence) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "INVALID_VALUE", sentence, "body");
    }

    private static UploadedFile take(FileItemStream part, Taker taker) throws IOException {
        if (part.isFormField()) {
            return UploadedFile.refused(
                    cut(Objects.requireNonNullElse(part.getFieldName(), "")),
                    new RefusedUpload(
                            UploadFault.NOT_A_FILE,
                            "A part must be a file: it has a filename in its Content-Disposition."));
        }
        try (var content = part.openStream()) {
            return taker.take(nameOf(part), content);
        }
    }

    private static String nameOf(FileItemStream part) {
        try {
            var name = part.getName();
            return cut(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
        } catch (InvalidFileNameException e) {
            return cut(e.getName());
        }
    }

    /// A name is shown and kept, and never names a file of ours.
    private static String cut(String name) {
        var shown = name.replaceAll("\\p{Cntrl}|\\p{Cs}", "").strip();
        if (shown.isEmpty()) {
            return "unnamed";
        }
        return shown.substring(
                0,
                shown.offsetByCodePoints(
                        0, Math.min(LONGEST_NAME, shown.codePointCount(0, shown.length()))));
    }

    private record Body(HttpServletRequest request) implements UploadContext {
        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return request.getContentType();
        }

        @Override
        public long contentLength() {
            return request.getContentLengthLong();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return request.getInputStream();
        }
    }
}
