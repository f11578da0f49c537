package io.wattle.headend.cli.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.headend.cli.verb.ApiClient;
import io.wattle.headend.cli.verb.SeenRows;
import io.wattle.headend.text.BadCsvException;
import io.wattle.headend.text.CsvReader;
import io.wattle.headend.text.CsvRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a list of accounts to a head-end, piece by piece, so that a million rows take no more memory than a hundred but
 * for the names in them (8 to 21 bytes each). Again the same has no effect, so that one that was broken off may be repeated.
 */
final class AccountsImport {
    /** As many as can be set aside at once. */
    private static final int ROWS_MAX = 50;
    /** Below what the API takes. */
    private static final int BODY_CHARACTERS_MAX = 15_000;

    /** A field of a row of the file, from 0. */
    private static final Pattern ROW = Pattern.compile("rows\\[(\\d+)]\\.(\\w+)\\.?(\\w*)");

    private final Path file;
    private final ApiClient api;
    private final String person;
    private final PrintWriter complaints;
    private final SeenRows seen = new SeenRows();
    private final String importId = "I-" + UUID.randomUUID();
    private long staged;
    private long saved;
    private long unchanged;
    private long refused;

    AccountsImport(Path file, ApiClient api, String person, PrintWriter complaints) {
        this.file = file;
        this.api = api;
        this.person = person;
        this.complaints = complaints;
    }

    long saved() {
        return saved;
    }

    long unchanged() {
        return unchanged;
    }

    long refused() {
        return refused;
    }

    /**
     * All rows, or none, whatever happens meanwhile: the whole file is looked at, for all that is wrong in it; then its rows
     * are set aside, where they change nothing; then they are saved at once, or the first is named that cannot be any more.
     */
    void allOrNothing() {
        walk("check", this::send);
        if (refused == 0) {
            try {
                walk("stage", this::stage);
            } catch (ApiClient.RefusedException e) {
                drop(e);
                throw e;
            }
            save();
        }
    }

    void each() {
        walk("each", this::send);
    }

    /** What becomes of some rows of the file. */
    private interface Taker {
        void take(String how, AccountColumns columns, CsvReader csv, List<CsvRow> rows, ArrayNode piece);
    }

    private void walk(String how, Taker taker) {
        try (CsvReader csv = CsvReader.open(file)) {
            Optional<CsvRow> header = csv.next();
            if (header.isEmpty()) {
                throw new IllegalStateException(file + " is empty; its first line must name the columns: "
                        + AccountColumns.header());
            }
            AccountColumns columns = AccountColumns.of(csv, header.get());
            List<CsvRow> rows = new ArrayList<>();
            ArrayNode piece = JsonNodeFactory.instance.arrayNode();
            int characters = 0;
            for (Optional<CsvRow> row = next(csv); row.isPresent(); row = next(csv)) {
                ObjectNode json;
                try {
                    json = columns.row(csv, row.get());
                } catch (BadCsvException e) {
                    refused++;
                    complaints.println(e.getMessage());
                    continue;
                }
                if (how.equals("check")) {
                    seen.look(json);
                }
                int more = json.toString().length();
                if (!rows.isEmpty() && (rows.size() == ROWS_MAX || characters + more > BODY_CHARACTERS_MAX)) {
                    taker.take(how, columns, csv, rows, piece);
                    rows.clear();
                    piece.removeAll();
                    characters = 0;
                }
                rows.add(row.get());
                piece.add(json);
                characters += more;
            }
            if (!rows.isEmpty()) {
                taker.take(how, columns, csv, rows, piece);
            }
        }
    }

    /** What is no CSV ends the reading: the rows before it count, and nobody knows where the next one begins. */
    private Optional<CsvRow> next(CsvReader csv) {
        try {
            return csv.next();
        } catch (BadCsvException e) {
            refused++;
            complaints.println(e.getMessage());
            return Optional.empty();
        }
    }

    private void stage(String how, AccountColumns columns, CsvReader csv, List<CsvRow> rows, ArrayNode piece) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("person", person).put("from", staged);
        body.set("rows", piece);
        api.post("/account-imports/" + importId + "/rows", body);
        staged += rows.size();
    }

    private void save() {
        if (staged == 0) {
            return;
        }
        try {
            api.post("/account-imports/" + importId + "/saving",
                    JsonNodeFactory.instance.objectNode().put("person", person).put("rows", staged));
            saved = staged;
        } catch (ApiClient.RefusedException e) {
            Matcher row = ROW.matcher(e.field());
            if (!row.matches()) {
                throw e;
            }
            drop(e);
            complain(Long.parseLong(row.group(1)), row.group(2), row.group(3), e);
        }
    }

    private void drop(ApiClient.RefusedException why) {
        api.post("/account-imports/" + importId + "/cancellation",
                JsonNodeFactory.instance.objectNode()
                        .put("person", person)
                        .put("reason", why.reason() + " at " + why
                                .field()));
    }

    /** About a row that was good when the file was looked at. */
    private void complain(long at, String part, String name, ApiClient.RefusedException why) {
        try (CsvReader csv = CsvReader.open(file)) {
            AccountColumns columns = AccountColumns.of(csv, csv.next().orElseThrow());
            for (long before = 0; before < at; before++) {
                csv.next();
            }
            refused++;
            complaints.println(csv.bad(csv.next().orElseThrow(), columns.indexOf(part, name), why.reason() + ": "
                    + why.detail()).getMessage());
        }
    }

    private void send(String how, AccountColumns columns, CsvReader csv, List<CsvRow> rows, ArrayNode piece) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("how", how).put("person", person);
        body.set("rows", piece);
        JsonNode said;
        try {
            said = api.post("/account-rows", body);
        } catch (ApiClient.RefusedException e) {
            if (!e.isMalformed()) {
                throw e;
            }
            oneByOne(how, columns, csv, rows, piece, e);
            return;
        }
        for (JsonNode answer : said.path("rows")) {
            int at = answer.path("row").asInt();
            switch (answer.path("outcome").asText()) {
                case "SAVED" -> saved++;
                case "UNCHANGED" -> unchanged++;
                default -> complain(columns, csv, rows.get(at), answer);
            }
        }
    }

    /** One row that does not fit the contract makes the whole piece wrong: which one shows when each goes alone. */
    private void oneByOne(String how, AccountColumns columns, CsvReader csv, List<CsvRow> rows, ArrayNode piece,
            ApiClient.RefusedException refusal) {
        if (rows.size() == 1) {
            refused++;
            complaints.println(csv.bad(rows.getFirst(), 0, "MALFORMED: "
                    + refusal.detail()).getMessage());
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            send(how, columns, csv, List.of(rows.get(i)), JsonNodeFactory.instance.arrayNode().add(piece.get(i)));
        }
    }

    private void complain(AccountColumns columns, CsvReader csv, CsvRow row, JsonNode answer) {
        String[] field = answer.path("field").asText().split("\\.", 2);
        String name = field[field.length - 1];
        String reason = answer.path("reason").asText();
        refused++;
        complaints.println(csv.bad(row, columns.indexOf(field[0], name), reason + ": "
                + answer.path("detail").asText()).getMessage());
    }
}
