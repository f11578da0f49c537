package io.wattle.ledger.decide;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.LocationData;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.ImportCommand;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.NothingToDo;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.Imports;
import io.wattle.ledger.state.LedgerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides about files of accounts that are saved as a whole. */
final class ImportDecisions {
    private static final int ROWS_MAX = 50;
    /** Below what a record of the journal may have. */
    private static final int PIECE_BYTES_MAX = 60_000;
    /** Some million rows of usual length. They are in memory until they are saved. */
    static final long BYTES_MAX = 256L << 20;
    /** Who sent nothing for so long does not come back: his rows make room. */
    static final Duration IDLE_MAX = Duration.ofHours(1);

    private final long bytesMax;

    /** @param bytesMax of all rows that are set aside */
    ImportDecisions(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    Decision decide(ImportCommand command, LedgerState state, Instant time) {
        Optional<Refuse> malformed = Wellformed.name("import", command.importId());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return switch (command) {
            case ImportCommand.StageRows c -> stage(c, state, time);
            case ImportCommand.CommitImport c -> commit(c, state);
            case ImportCommand.DropImport c -> drop(c, state);
        };
    }

    private Decision stage(ImportCommand.StageRows command, LedgerState state, Instant time) {
        Imports imports = state.imports;
        Optional<Refuse> wrong = Wellformed.within("rows", command.rows().size(), 1, ROWS_MAX)
                .or(() -> malformed(command.rows()));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (imports.savedBy(command.importId()) != 0) {
            return new NothingToDo();
        }
        boolean goesOn = imports.isOpen(command.importId());
        boolean isAbandoned = !goesOn && imports.lastAt().plus(IDLE_MAX).isBefore(time);
        if (!goesOn && imports.open().isPresent() && !isAbandoned) {
            return new Refuse(Refusal.IMPORT_UNDER_WAY, "import", imports.open().get() + " of " + imports.person()
                    + " is under way, rows came last at " + imports.lastAt());
        }
        long staged = goesOn ? imports.rows() : 0;
        if (command.from() != staged) {
            return notNext(command, staged, goesOn);
        }
        byte[] piece = Imports.bytesOf(command.rows());
        if (piece.length > PIECE_BYTES_MAX) {
            return new Refuse(Refusal.MALFORMED, "rows", "rows are " + piece.length + " bytes together, and at most "
                    + PIECE_BYTES_MAX + " fit into an entry: hand in fewer at once");
        }
        if ((goesOn ? imports.bytes() : 0) + piece.length > bytesMax) {
            return new Refuse(Refusal.IMPORT_TOO_LARGE, "rows", "more than " + bytesMax
                    + " bytes cannot be saved as a whole: split the file, or save it row by row");
        }
        List<Fact> facts = new ArrayList<>();
        if (!goesOn && imports.open().isPresent()) {
            facts.add(new ImportFact.ImportDropped(imports.open().get(),
                    "nothing came for " + IDLE_MAX.toHours() + " h"));
        }
        facts.add(new ImportFact.RowsStaged(command.importId(), command.from(), command.rows()));
        return new Accept(Optional.empty(), facts);
    }

    private static Decision notNext(ImportCommand.StageRows command, long staged, boolean goesOn) {
        if (!goesOn) {
            return unknown(command.importId());
        }
        boolean isKnown = command.from() >= 0 && command.from() + command.rows().size() <= staged;
        return isKnown
                ? new NothingToDo()
                : new Refuse(Refusal.MALFORMED, "from", "must be " + staged + ", the number of rows that came, was: "
                        + command.from());
    }

    private static Optional<Refuse> malformed(List<AccountRow> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Optional<Refuse> wrong = RowChecks.malformed(rows.get(i));
            if (wrong.isPresent()) {
                return Optional.of(ofRow(i, wrong.get()));
            }
        }
        return Optional.empty();
    }

    private static Decision commit(ImportCommand.CommitImport command, LedgerState state) {
        Imports imports = state.imports;
        long savedBy = imports.savedBy(command.importId());
        if (savedBy != 0) {
            return new Repeat(savedBy);
        }
        if (!imports.isOpen(command.importId())) {
            return unknown(command.importId());
        }
        if (command.rows() != imports.rows()) {
            return new Refuse(Refusal.WRONG_STATE, "rows", "must be " + imports.rows()
                    + ", the number of rows that came, was: " + command.rows());
        }
        return firstWrong(state).<Decision>map(refuse -> refuse)
                .orElseGet(() -> Accept.of(new ImportFact.ImportCommitted(command.importId(), command.rows())));
    }

    /** As things stand now, whatever changed since the rows came. */
    private static Optional<Refuse> firstWrong(LedgerState state) {
        RowChecks checks = new RowChecks(state);
        List<Refuse> wrong = new ArrayList<>();
        long[] row = {0};
        state.imports.forEachRow(one -> {
            if (wrong.isEmpty()) {
                checks.row(bare(one)).ifPresent(refuse -> wrong.add(ofRow(row[0], refuse)));
                checks.facts().clear();
                row[0]++;
            }
        });
        return wrong.stream().findFirst();
    }

    /** Without what is sealed: of no row does it decide anything, and it would be kept until the last is looked at. */
    private static AccountRow bare(AccountRow row) {
        return new AccountRow(row.customer().map(one -> new CustomerData(one.customer(), Sealed.NOTHING)),
                row.account()
                        .map(one -> new AccountData(one.account(), one.customer(), one.master(), one.terms(),
                                Sealed.NOTHING)),
                row.location().map(one -> new LocationData(one.location(), Sealed.NOTHING)), row.meter());
    }

    private static Decision drop(ImportCommand.DropImport command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.text("reason", command.reason());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        return state.imports.isOpen(command.importId())
                ? Accept.of(new ImportFact.ImportDropped(command.importId(), command.reason()))
                : new NothingToDo();
    }

    private static Refuse ofRow(long row, Refuse wrong) {
        return new Refuse(wrong.reason(), "rows[" + row + "]." + wrong.field(), wrong.detail());
    }

    private static Refuse unknown(String importId) {
        return new Refuse(Refusal.UNKNOWN_IMPORT, "import", "there is no import " + importId + " under way");
    }
}
