package io.wattle.ledger.verify;

import io.wattle.ledger.verify.MeterTrail.LastBalance;
import io.wattle.ledger.verify.PendingChange.Kind;
import io.wattle.ledger.verify.PendingChange.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Short ways to weigh readings and to say what came of it, for tests. */
final class Weighed {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Weighed() {}

    /** Before: register 1000, at noon. */
    static MeterTrail trail(long balance, long drift) {
        return trail(1000, balance, drift, Used.NOTHING);
    }

    static MeterTrail trail(long register, long balance, long drift, Used used) {
        return new MeterTrail(NOON, register, Optional.of(new LastBalance(NOON, NOON, balance)), used, drift, false);
    }

    static Weighing weigh(MeterTerms terms, MeterTrail before, long hours, long register, long balance,
            Pending pending) {
        return new BalanceVerifier(5).weigh(terms, Optional.of(before), NOON.plusSeconds(3600 * hours), register,
                OptionalLong.of(balance), pending);
    }

    /**
     * Amounts with blanks between, named C0, C1, ... A letter before the amount says what it is: A a credit that the meter
     * took, L one that its log has, R a repayment, O another change, F found before, P a part found before.
     */
    static List<PendingChange> changes(@Nullable String amounts) {
        List<PendingChange> changes = new ArrayList<>();
        if (amounts != null) {
            for (String one : amounts.split(" ", -1)) {
                char letter = one.charAt(0);
                boolean hasLetter = Character.isLetter(letter);
                long amount = Long.parseLong(hasLetter ? one.substring(1) : one);
                Kind kind = switch (letter) {
                    case 'R' -> Kind.REPAYMENT;
                    case 'O' -> Kind.OTHER;
                    case 'F' -> Kind.FOUND_BEFORE;
                    case 'P' -> Kind.PART_FOUND_BEFORE;
                    default -> Kind.CREDIT;
                };
                Word word = letter == 'A' ? Word.ACCEPTED : letter == 'L' ? Word.LOGGED : Word.NONE;
                changes.add(new PendingChange("C" + changes.size(), kind, amount, word));
            }
        }
        return changes;
    }

    static String words(Verdict verdict) {
        String said = switch (verdict) {
            case Verdict.NoBalance _ -> "NoBalance";
            case Verdict.FirstBalance v -> "FirstBalance " + v.opening();
            case Verdict.Quiet v -> "Quiet " + v.delta();
            case Verdict.Explained v -> "Explained " + v.delta();
            case Verdict.Cleared v -> "Cleared " + v.taken();
            case Verdict.Unbacked v -> "Unbacked " + v.found() + " " + v.delta();
            case Verdict.Shortfall v -> "Shortfall " + v.found() + " " + v.delta();
        };
        StringBuilder words = new StringBuilder(said);
        for (Shown one : verdict.shown()) {
            words.append(' ').append(one.change().id());
            if (one.amount() != one.change().amount()) {
                words.append('=').append(one.amount());
            }
        }
        if (verdict instanceof Verdict.Unbacked unbacked) {
            unbacked.partOf().ifPresent(part -> words.append(" partOf ").append(part.id()));
        }
        return words.toString();
    }
}
