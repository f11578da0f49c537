package io.wattle.ledger.decide;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import io.wattle.ledger.provider.ProviderStep;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.AccountGuard;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.ProviderContents;
import io.wattle.ledger.state.ProviderRules;
import io.wattle.ledger.state.RecentSales;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides about payments through a provider. Whether something can be sold for the money is looked at three times: before
 * the customer is asked, before the money is taken, and when it was taken.
 */
final class ProviderDecisions {
    /** Owner of the money in the book, and the channel by which a tariff may have a fee. */
    static final String TENDER = "card-provider";
    static final int OPEN_MAX = 10_000;
    /** Nobody pays more often at once, and one meter must not take all places. */
    static final int OPEN_OF_METER_MAX = 4;

    private final PaymentDecisions payments;
    private final SaleReversals reversals = new SaleReversals();

    ProviderDecisions(PaymentDecisions payments) {
        this.payments = payments;
    }

    Decision decide(ProviderCommand command, LedgerState state, long sequence, Instant time) {
        return switch (command) {
            case ProviderCommand.BeginProviderPayment c -> begin(c, state, sequence, time);
            case ProviderCommand.AskProvider c -> ask(c, state, sequence, time);
            case ProviderCommand.RecordProvider c -> record(c, state, sequence, time);
        };
    }

    private Decision begin(ProviderCommand.BeginProviderPayment command, LedgerState state, long sequence,
            Instant time) {
        Optional<Refuse> malformed = Wellformed.name("key", command.key())
                .or(() -> Wellformed.name("meter", command.meter()))
                .or(() -> Wellformed.name("provider", command.provider()))
                .or(() -> Wellformed.name("reference", command.reference()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<Decision> before = state.keys.decide(command.key(), ProviderContents.of(command));
        if (before.isPresent()) {
            return before.get();
        }
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        if (state.providerPayments.knowsReference(command.reference())) {
            return new Refuse(Refusal.REFERENCE_USED, "reference", "it is the reference of another payment");
        }
        if (sale(command.key(), command.amount(), command.meter(), state, sequence, time) instanceof Refuse refuse) {
            return refuse;
        }
        if (state.providerPayments.openCount() >= OPEN_MAX
                || state.providerPayments.openCount(command.meter()) >= OPEN_OF_METER_MAX) {
            return new Refuse(Refusal.TOO_MANY_PROVIDER_PAYMENTS, "meter", "as many payments by card are open as are"
                    + " kept: " + OPEN_OF_METER_MAX + " of a meter, " + OPEN_MAX + " in all");
        }
        return new Accept(Optional.of(command.key()), List.of(new ProviderFact.ProviderPaymentBegun(command.meter(),
                "PP-" + sequence, meter.account(), command.provider(), command.reference(), command.amount())));
    }

    private Decision ask(ProviderCommand.AskProvider command, LedgerState state, long sequence, Instant time) {
        Optional<Refuse> malformed = Wellformed.name("paymentId", command.paymentId())
                .or(() -> command.step() == ProviderStep.CAPTURE
                        ? Wellformed.text("reason", command.reason())
                        : Wellformed.someText("reason", command.reason()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<ProviderPayment> found = state.providerPayments.payment(command.paymentId());
        if (found.isEmpty()) {
            return unknown(command.paymentId());
        }
        ProviderPayment payment = found.get();
        if (ProviderRules.wasAsked(payment, command.step())) {
            return new Repeat(payment.sequence());
        }
        if (!ProviderRules.mayAsk(payment, command.step())) {
            return wrongState(payment, command.step().toString());
        }
        if (command.step() == ProviderStep.CAPTURE
                && sale(payment, state, sequence, time) instanceof Refuse unsaleable) {
            return unsaleable;
        }
        Fact asked = new ProviderFact.ProviderAsked(payment.meter(), payment.paymentId(), command.step(),
                command.reason());
        return payment.state() == ProviderState.SOLD
                ? giveBack(payment, asked, command.reason(), state)
                : Accept.of(asked);
    }

    /** The sale goes back in the same entry, or the money does not. */
    private Decision giveBack(ProviderPayment payment, Fact asked, String reason, LedgerState state) {
        RecentSales.Kept sale = payment.saleId().map(state.recentSales::sale).orElse(null);
        if (sale == null) {
            return new Refuse(Refusal.UNKNOWN_SALE, "paymentId", payment.paymentId()
                    + " was sold for so long ago that the sale cannot be given back");
        }
        return switch (reversals.undo(sale, Optional.empty(), reason, state)) {
            case SaleReversals.Undone.Not(Refuse(Refusal why, String _, String detail)) ->
                new Refuse(why, "paymentId", detail);
            case SaleReversals.Undone.By(List<Fact> undone) -> {
                List<Fact> facts = new ArrayList<>(List.of(asked));
                facts.addAll(undone);
                yield new Accept(Optional.empty(), facts);
            }
        };
    }

    private Decision record(ProviderCommand.RecordProvider command, LedgerState state, long sequence, Instant time) {
        boolean byHand = command.origin().mode() == Origin.Mode.MANUAL;
        Optional<Refuse> malformed = Wellformed.name("paymentId", command.paymentId())
                .or(() -> byHand
                        ? Wellformed.someText("detail", command.detail())
                        : Wellformed.text("detail", command.detail()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<ProviderPayment> found = state.providerPayments.payment(command.paymentId());
        if (found.isEmpty()) {
            return unknown(command.paymentId());
        }
        ProviderPayment payment = found.get();
        if (ProviderRules.saysNothingNew(payment, command.answer())) {
            return new Repeat(payment.sequence());
        }
        if (!ProviderRules.mayAnswer(payment, command.answer())) {
            return wrongState(payment, command.answer().toString());
        }
        return command.answer() == ProviderAnswer.CAPTURED
                ? captured(payment, state, sequence, time)
                : Accept.of(new ProviderFact.ProviderAnswered(payment.meter(), payment.paymentId(), command.answer(),
                        command.detail()));
    }

    /** The sale in the same entry; or the money goes back. */
    private Decision captured(ProviderPayment payment, LedgerState state, long sequence, Instant time) {
        if (ProviderRules.mustGiveBack(payment)) {
            return unsold(payment, "it was captured after it was let go");
        }
        return switch (sale(payment, state, sequence, time)) {
            case Accept accept -> sold(payment, accept);
            case Refuse(Refusal reason, String _, String detail) -> unsold(payment, reason + ": " + detail);
            case Repeat _,Decision.NothingToDo _ -> unsold(payment, "nothing was sold for it");
        };
    }

    private static Decision sold(ProviderPayment payment, Accept sale) {
        List<Fact> facts = new ArrayList<>();
        String saleId = sale.facts()
                .stream()
                .filter(Fact.PaymentTaken.class::isInstance)
                .map(fact -> ((Fact.PaymentTaken) fact).paymentId())
                .findFirst()
                .orElse("");
        if (saleId.isEmpty()) {
            return unsold(payment, "nothing was sold for it");
        }
        facts.add(new ProviderFact.ProviderCaptured(payment.meter(), payment.paymentId(), saleId));
        facts.addAll(sale.facts());
        return new Accept(Optional.empty(), facts);
    }

    private static Decision unsold(ProviderPayment payment, String reason) {
        return Accept.of(new ProviderFact.ProviderUnsold(payment.meter(), payment.paymentId(),
                reason.substring(0, Math.min(reason.length(), Wellformed.TEXT_CHARACTERS_MAX))));
    }

    /** What another customer has paid is not sold to this one. */
    private Decision sale(ProviderPayment payment, LedgerState state, long sequence, Instant time) {
        MeterState meter = state.meters.get(payment.meter());
        if (meter != null && !meter.account().equals(payment.account())) {
            return new Refuse(Refusal.WRONG_STATE, "meter", "another account pays for " + payment.meter() + " now");
        }
        return sale(payment.paymentId(), payment.amount(), payment.meter(), state, sequence, time);
    }

    /** What would be refused in the end is refused here, where it is known what follows from it. */
    private Decision sale(String key, Money amount, String meter, LedgerState state, long sequence, Instant time) {
        try {
            Decision paid = AccountGuard.checked(payments.pay(new MoneyIn(key, amount, AccountType.CASH, TENDER, TENDER,
                    false), meter, state, sequence, time), state, time);
            return paid instanceof Accept accept
                    ? Limits.passed(state.book, accept).<Decision>map(refuse -> refuse).orElse(paid)
                    : paid;
        } catch (ArithmeticException e) {
            return new Refuse(Refusal.AMOUNT_TOO_LARGE, "amount", "a sum would leave the range of what can be counted");
        }
    }

    private static Refuse unknown(String paymentId) {
        return new Refuse(Refusal.UNKNOWN_PROVIDER_PAYMENT, "paymentId", "no payment through a provider is known as "
                + paymentId);
    }

    private static Refuse wrongState(ProviderPayment payment, String wish) {
        return new Refuse(Refusal.WRONG_STATE, "paymentId", payment.paymentId() + " is " + payment.state()
                + " after " + payment.step() + ", which does not allow " + wish);
    }
}
