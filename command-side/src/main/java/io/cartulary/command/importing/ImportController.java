package io.cartulary.command.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.ImportRuns;
import io.cartulary.command.importing.run.ImportStatus;
import io.cartulary.web.ShopProperties;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.Principal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// Staff hand in files and ask how far they are.
@RestController
class ImportController {

    private static final String ADDRESS = "/api/v1/admin/imports/";
    private static final int ROWS_AT_ONCE = 1000;

    private final Imports imports;
    private final ImportRuns runs;
    private final ShopProperties shop;

    ImportController(Imports imports, ImportRuns runs, ShopProperties shop) {
        this.imports = imports;
        this.runs = runs;
        this.shop = shop;
    }

    @OpenTo(staff = Permission.IMPORTS)
    @Unversioned
    @PostMapping(ADDRESS + "orders")
    ResponseEntity<ImportStatus> orders(
            InputStream file,
            @RequestParam(required = false) @Nullable ZoneId timeZone,
            Principal staff)
            throws IOException {
        return receive(ImportKind.ORDERS, file, timeZone, staff);
    }

    @OpenTo(staff = Permission.IMPORTS)
    @Unversioned
    @PostMapping(ADDRESS + "products")
    ResponseEntity<ImportStatus> products(InputStream file, Principal staff) throws IOException {
        return receive(ImportKind.PRODUCTS, file, null, staff);
    }

    @OpenTo(staff = Permission.IMPORTS)
    @Unversioned
    @PostMapping(ADDRESS + "coupons")
    ResponseEntity<ImportStatus> coupons(InputStream file, Principal staff) throws IOException {
        return receive(ImportKind.COUPONS, file, null, staff);
    }

    @OpenTo(staff = Permission.IMPORTS)
    @Unversioned
    @PostMapping(ADDRESS + "customers")
    ResponseEntity<ImportStatus> customers(InputStream file, Principal staff) throws IOException {
        return receive(ImportKind.CUSTOMERS, file, null, staff);
    }

    private ResponseEntity<ImportStatus> receive(
            ImportKind kind, InputStream file, @Nullable ZoneId timeZone, Principal staff)
            throws IOException {
        var zone = timeZone == null ? shop.timeZone() : timeZone;
        var status = imports.receive(kind, file, zone, staff.getName());
        return ResponseEntity.accepted()
                .location(URI.create(ADDRESS + status.importId()))
                .body(status);
    }

    @OpenTo(staff = Permission.IMPORTS)
    @GetMapping(ADDRESS + "{importId}")
    ImportStatus status(@PathVariable String importId) {
        return imports.status(importId)
                .orElseThrow(() -> ProblemException.notFound("import " + importId));
    }

    @OpenTo(staff = Permission.IMPORTS)
    @GetMapping(path = ADDRESS + "{importId}/report", produces = "text/csv")
    ResponseEntity<StreamingResponseBody> report(@PathVariable String importId) {
        status(importId);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.csv\"".formatted(importId))
                .body(out -> write(importId, out));
    }

    private void write(String importId, OutputStream out) throws IOException {
        try (var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("row", "column", "reason", "detail", "content");
            for (var rows = runs.reported(importId, 0, ROWS_AT_ONCE);
                    !rows.isEmpty();
                    rows = runs.reported(importId, rows.getLast().number(), ROWS_AT_ONCE)) {
                for (var row : rows) {
                    csv.writeRecord(
                            Long.toString(row.number()),
                            row.column(),
                            row.reason().name(),
                            row.detail(),
                            row.content());
                }
            }
        }
    }
}
