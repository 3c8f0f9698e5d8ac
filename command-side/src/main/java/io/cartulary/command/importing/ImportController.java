package io.cartulary.command.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.ImportRuns;
import io.cartulary.command.importing.run.ImportStatus;
import io.cartulary.web.ShopProperties;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
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
@Tag(name = "Imports")
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

    /// What every route that takes a file may answer.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(responseCode = "202", description = "Received; Location says how far it is")
    @ApiResponse(
            responseCode = "400",
            description =
                    "`UNREADABLE_FILE`: the file is not of the kind that is imported here, `INVALID_VALUE`")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`IMPORT_RUNNING`: another file of this kind is being imported; send it again when that has ended,"
                            + " `TIME_ZONE_DIFFERS`: the file was handed in with another time zone; send it with that one")
    @ApiResponse(
            responseCode = "413",
            description =
                    "`FILE_TOO_LARGE`: the file is larger than imports may be; send it in parts")
    @interface Received {}

    @OpenTo(Caller.STAFF)
    @Unversioned
    @PostMapping(ADDRESS + "orders")
    @Operation(
            summary = "Take in orders of another system",
            description =
                    "The body is a CSV file, gzip or not, with the columns InvoiceNo, StockCode, Description,"
                            + " Quantity, InvoiceDate, UnitPrice, CustomerID and Country, separated by commas,"
                            + " semicolons or tabs, in UTF-8, UTF-16 or Windows-1252. The same file again resumes the"
                            + " same import.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = "string", format = "binary"),
                            examples =
                                    @ExampleObject(
                                            """
                                            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                                            536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
                                            """)))
    @Received
    ResponseEntity<ImportStatus> orders(
            InputStream file,
            @Parameter(
                            description =
                                    "The time zone of the times in the file; the shop's own when absent",
                            example = "Europe/London")
                    @RequestParam(required = false)
                    @Nullable ZoneId timeZone,
            Principal staff)
            throws IOException {
        return receive(ImportKind.ORDERS, file, timeZone, staff);
    }

    @OpenTo(Caller.STAFF)
    @Unversioned
    @PostMapping(ADDRESS + "products")
    @Operation(
            summary = "Take in products",
            description =
                    "The body has one JSON object a line, gzip or not. A slug that is known gets the file's"
                            + " description and prices; stock is only set for SKUs that never had any.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(type = "string", format = "binary"),
                            examples =
                                    @ExampleObject(
                                            """
                                            {"slug": "rose-toner", "name": "Rose toner", "currency": "EUR", "option_groups": ["size"], "variants": [{"sku": "TONER-100", "options": ["100 ml"], "price": 12.5, "stock_on_hand": 40}]}
                                            """)))
    @Received
    ResponseEntity<ImportStatus> products(InputStream file, Principal staff) throws IOException {
        return receive(ImportKind.PRODUCTS, file, null, staff);
    }

    @OpenTo(Caller.STAFF)
    @Unversioned
    @PostMapping(ADDRESS + "coupons")
    @Operation(
            summary = "Take in coupons",
            description =
                    "The body has one JSON object a line, gzip or not. A code that is known gets the file's"
                            + " terms.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(type = "string", format = "binary"),
                            examples =
                                    @ExampleObject(
                                            """
                                            {"code": "WELCOME10", "kind": "percentage", "value": 10, "usage_limit": 500}
                                            """)))
    @Received
    ResponseEntity<ImportStatus> coupons(InputStream file, Principal staff) throws IOException {
        return receive(ImportKind.COUPONS, file, null, staff);
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

    @OpenTo(Caller.STAFF)
    @GetMapping(ADDRESS + "{importId}")
    @Operation(summary = "How far an import is")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
    ImportStatus status(@PathVariable String importId) {
        return imports.status(importId)
                .orElseThrow(() -> ProblemException.notFound("import " + importId));
    }

    @OpenTo(Caller.STAFF)
    @GetMapping(path = ADDRESS + "{importId}/report", produces = "text/csv")
    @Operation(
            summary = "The rows that were not taken in",
            description =
                    "CSV: number of the row, 1 for the first after the header; column or member at fault; reason; what would"
                            + " be right; the row itself.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = "string"),
                            examples =
                                    @ExampleObject(
                                            """
                                            row,column,reason,detail,content
                                            1071,UnitPrice,FRACTION_OF_PENNY,"UnitPrice must have at most 2 decimals in GBP, was 0.001.","550193,PADS,PADS TO MATCH ALL CUSHIONS,1,2011-04-15 09:27:00,0.001,13952,United Kingdom"
                                            """)))
    @ApiResponse(responseCode = "404", description = "NOT_FOUND")
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
