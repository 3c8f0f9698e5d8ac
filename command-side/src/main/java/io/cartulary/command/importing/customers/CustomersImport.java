package io.cartulary.command.importing.customers;

import io.cartulary.command.account.AccountCommand.TakeInAccount;
import io.cartulary.command.account.ImportedAccount;
import io.cartulary.command.account.service.AccountImport;
import io.cartulary.command.importing.csv.CsvRow;
import io.cartulary.command.importing.csv.CsvRows;
import io.cartulary.command.importing.json.ContentSteps;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.json.JsonLinesImport;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.ImportStatus.Phase;
import io.cartulary.command.importing.run.Importer;
import io.cartulary.command.importing.run.RunningImport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Takes in customers with their accounts, from JSON lines or from a table with a column for each
/// member. A table has one address a row; further rows of the same e-mail address add theirs.
@Component
class CustomersImport implements Importer, JsonLinesImport.Content<ImportedAccount> {

    private static final List<String> OF_PERSON =
            List.of(
                    "email",
                    "first_name",
                    "last_name",
                    "phone",
                    "birth_date",
                    "gender",
                    "language",
                    "skin_type",
                    "password_hash");
    private static final List<String> OF_ADDRESS =
            List.of("company", "line1", "line2", "city", "region", "postal_code", "country");
    private static final List<String> COLUMNS =
            Stream.concat(OF_PERSON.stream(), OF_ADDRESS.stream()).toList();

    private final AccountImport accounts;
    private final JsonLinesImport<ImportedAccount> lines;

    CustomersImport(AccountImport accounts) {
        this.accounts = accounts;
        this.lines = new JsonLinesImport<>(ImportKind.CUSTOMERS, this);
    }

    @Override
    public ImportKind kind() {
        return ImportKind.CUSTOMERS;
    }

    @Override
    public Charset charset(Path file, Charset likely) {
        return likely;
    }

    @Override
    public void check(Path file, Charset charset) throws IOException {
        if (JsonLinesImport.isJson(file, charset)) {
            lines.check(file, charset);
        } else {
            CsvRows.of(file, charset, COLUMNS, 1).close();
        }
    }

    @Override
    public void run(RunningImport run) throws IOException {
        if (JsonLinesImport.isJson(run.file(), run.charset())) {
            lines.run(run);
            return;
        }
        if (run.phase() == Phase.READING) {
            run.enter(Phase.TAKING_IN, () -> 0);
        }
        try (var rows = CsvRows.of(run.file(), run.charset(), COLUMNS, 1)) {
            var steps = new ContentSteps<>(run, this);
            for (var row = rows.read(); row != null && !run.isStopping(); row = rows.read()) {
                var read = row;
                steps.add(row, () -> fields(read));
            }
            steps.finish();
        }
    }

    private static JsonFields fields(CsvRow row) {
        var members = new LinkedHashMap<String, Object>();
        OF_PERSON.forEach(column -> members.put(column, row.value(column)));
        var address = new LinkedHashMap<String, Object>();
        OF_ADDRESS.forEach(column -> address.put(column, row.value(column)));
        var isGiven = OF_ADDRESS.stream().anyMatch(column -> !row.value(column).isBlank());
        members.put("addresses", isGiven ? List.<Map<String, Object>>of(address) : List.of());
        return JsonFields.of(members);
    }

    @Override
    public ImportedAccount read(JsonFields fields) {
        return CustomerLine.of(fields);
    }

    @Override
    public List<String> changes(ImportedAccount line) {
        return List.of(accounts.idOf(line.email()).value());
    }

    @Override
    public List<Object> commands(ImportedAccount line) {
        return List.of(new TakeInAccount(accounts.idOf(line.email()), line));
    }

    @Override
    public boolean isPersonal() {
        return true;
    }
}
