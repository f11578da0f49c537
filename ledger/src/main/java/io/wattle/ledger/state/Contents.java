package io.wattle.ledger.state;

import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command with an idempotency key says, as words: the same from the command itself and from the facts that it
 * became, so that a replay knows it too. Who asked, and through which channel, is no part of it.
 */
final class Contents {

    private Contents() {}

    static String[] of(Command.TakePayment command) {
        return payment(command.meter(), command.tender());
    }

    static String[] of(Command.AllowOverdraft command) {
        return overdraft(command.account(), command.maximum(), command.reason());
    }

    static String[] of(Command.PostCorrection command) {
        return correction(command.corrects(), command.reason(), command.postings());
    }

    /**
     * What the entry's command said.
     *
     * @throws IllegalStateException if no command with a key becomes such facts
     */
    static String[] of(List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact instanceof Fact.PaymentTaken payment) {
                return payment(payment.meter(), payment.tender());
            }
            if (fact instanceof Fact.OverdraftAllowed allowed) {
                return overdraft(allowed.account(), allowed.maximum(), allowed.reason());
            }
            if (fact instanceof Fact.Corrected corrected) {
                return correction(corrected.corrects(), corrected.reason(), postings(facts));
            }
        }
        throw new IllegalStateException("an entry has an idempotency key and nothing that has one");
    }

    private static String[] payment(String meter, Money tender) {
        return new String[] {"payment", meter, Long.toString(tender.amountMinor()), tender.currency()};
    }

    private static String[] overdraft(String account, Money maximum, String reason) {
        return new String[] {"overdraft", account, Long.toString(maximum.amountMinor()), maximum.currency(), reason};
    }

    private static String[] correction(long corrects, String reason, List<Posting> postings) {
        List<String> words = new ArrayList<>(List.of("correction", Long.toString(corrects), reason));
        for (Posting posting : postings) {
            words.add(posting.type().name());
            words.add(posting.owner());
            words.add(Long.toString(posting.change().value()));
            words.add(posting.change().unit().code());
        }
        return words.toArray(String[]::new);
    }

    private static List<Posting> postings(List<Fact> facts) {
        List<Posting> postings = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.Posted posted) {
                postings.addAll(posted.postings());
            }
        }
        return postings;
    }
}
