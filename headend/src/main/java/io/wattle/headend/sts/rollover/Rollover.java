package io.wattle.headend.sts.rollover;

import io.wattle.headend.text.BadCsvException;
import io.wattle.headend.text.CsvRow;
import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Plans, or issues, the key changes of a list of meters. Used by one thread. */
public final class Rollover {
    private final SecurityModule module;
    private final InstantSource clock;
    private final ZoneId zone;

    /** @param zone on whose clock the minutes of tokens are counted */
    public Rollover(SecurityModule module, InstantSource clock, ZoneId zone) {
        this.module = module;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Says what would be done about each row, and does nothing.
     *
     * @throws BadCsvException where the list is not as it must be
     */
    public RolloverCounts plan(Path list, Consumer<RolloverOutcome> seen) {
        RolloverInput input = RolloverInput.read(list);
        long[] refused = {0};
        steps(input, clock.instant(), (row, step) -> {
            switch (step) {
                case RolloverStep.Leave leave -> {
                    refused[0]++;
                    seen.accept(leave.refused());
                }
                case RolloverStep.Make make -> seen.accept(new RolloverOutcome.Planned(make.line(),
                        make.change().meter().pan(), tokens(make.change())));
            }
        });
        return new RolloverCounts(input.rows(), input.rows() - refused[0], refused[0], 0);
    }

    /**
     * Makes the tokens of each row that has no result yet, and writes each result down before it is told.
     *
     * @throws BadCsvException where the list is not as it must be: nothing is done then
     * @throws RolloverStoppedException if the module gave no answer; the next run goes on from there
     */
    public RolloverCounts run(Path list, Path results, Consumer<RolloverOutcome> seen) {
        RolloverInput input = RolloverInput.read(list);
        RolloverJob job = RolloverJob.of(input, results, clock.instant());
        try (ResultsFile file = ResultsFile.open(results)) {
            long before = file.issued() + file.refused();
            steps(input, job.started(), (row, step) -> {
                if (row.line() > file.lastLine()) {
                    seen.accept(done(job, file, step));
                }
            });
            return new RolloverCounts(input.rows(), file.issued(), file.refused(), before);
        }
    }

    private void steps(RolloverInput input, Instant started, BiConsumer<CsvRow, RolloverStep> use) {
        List<VendingKeyLabel> labels = module.describe().keys().stream().map(ModuleDescription.Key::label).toList();
        RolloverPlanner planner = new RolloverPlanner(labels, started, zone);
        input.each((columns, row) -> use.accept(row, planner.next(columns, row)));
    }

    private RolloverOutcome done(RolloverJob job, ResultsFile file, RolloverStep step) {
        return switch (step) {
            case RolloverStep.Leave(RolloverOutcome.Refused refused) -> {
                file.add(refused);
                yield refused;
            }
            case RolloverStep.Make(long line, KeyChange change) -> made(job, file, line, change);
        };
    }

    private RolloverOutcome made(RolloverJob job, ResultsFile file, long line, KeyChange change) {
        String messageId = job.messageId(line);
        return switch (module.issueKeyChange(messageId, change)) {
            case Issuance.Issued made -> {
                RolloverOutcome.Issued issued = new RolloverOutcome.Issued(line, change.meter().pan(), made.tokens(),
                        made.keyCheckValue(), messageId);
                file.add(issued);
                yield issued;
            }
            case Issuance.Refused(String field, String reason) -> {
                RolloverOutcome.Refused refused = new RolloverOutcome.Refused(line, change.meter().pan().digits(),
                        field + " " + reason);
                file.add(refused);
                yield refused;
            }
            case Issuance.Unknown(String reason) -> throw new RolloverStoppedException("stopped at line " + line + ": "
                    + reason + "; what was done is kept, run the same again to go on");
        };
    }

    private static int tokens(KeyChange change) {
        return change.to().encryption() == EncryptionAlgorithm.EA11 ? 4 : change.meterHoldsSupplyGroup() ? 3 : 2;
    }
}
