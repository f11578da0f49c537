package io.wattle.headend.sts.rollover;

import io.wattle.headend.text.CsvRow;
import io.wattle.headend.sts.KeyRules;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides about rows in the order of the list, from the vending keys that are there. Used by one thread. */
final class RolloverPlanner {
    private final List<VendingKeyLabel> labels;
    private final Instant started;
    private final ZoneId zone;
    private final Set<Long> seen = new HashSet<>(); // PANs have 18 digits, which fit

    /** @param started by which the expiry of the new keys is judged, the same in every run of a job */
    RolloverPlanner(List<VendingKeyLabel> labels, Instant started, ZoneId zone) {
        this.labels = List.copyOf(labels);
        this.started = started;
        this.zone = zone;
    }

    RolloverStep next(RolloverColumns columns, CsvRow row) {
        RolloverRow values = new RolloverRow(row, columns);
        String meter = "";
        try {
            MeterPan pan = values.pan();
            meter = pan.digits();
            if (!seen.add(Long.parseLong(meter))) {
                throw new BadStsValueException("meter", "stands on an earlier line, too");
            }
            return judged(row.line(), change(values));
        } catch (BadStsValueException wrong) {
            return leave(row.line(), meter, wrong.field(), wrong.reason());
        }
    }

    private KeyChange change(RolloverRow values) {
        KeyIdentity from = values.from().among(labels);
        KeyIdentity to = values.to().among(labels);
        if (to.baseDate().compareTo(from.baseDate()) <= 0) {
            throw new BadStsValueException("base date", "of the new key, " + to.baseDate().year()
                    + ", must be later than that of the old one, " + from.baseDate().year());
        }
        boolean three = values.threeTokens();
        if (three && to.encryption() != EncryptionAlgorithm.EA07) {
            throw new BadStsValueException(RolloverColumns.THREE_TOKENS, "goes with EA 07 only");
        }
        return new KeyChange(from, to, TokenIdentifier.at(started, to.baseDate(), zone), three);
    }

    private RolloverStep judged(long line, KeyChange change) {
        return KeyRules.wrong(change, labels)
                .map(wrong -> leave(line, change.meter().pan().digits(), wrong.field(), wrong.reason()))
                .orElseGet(() -> new RolloverStep.Make(line, change));
    }

    private static RolloverStep leave(long line, String meter, String field, String reason) {
        return new RolloverStep.Leave(new RolloverOutcome.Refused(line, meter, field + " " + reason));
    }
}
