package io.wattle.ledger.entry;

import io.wattle.ledger.book.Posting;
import io.wattle.ledger.quantity.Quantity;

/** Writes facts; each type has a number that is never used again for another. Paired with {@link FactDecoder}. */
final class FactEncoder {
    static final int METER_REGISTERED = 1;
    static final int READING_ACCEPTED = 2;
    static final int PAYMENT_TAKEN = 3;
    static final int CREDIT_ORDERED = 4;
    static final int CREDIT_SENT = 5;
    static final int CREDIT_ANSWERED = 6;
    static final int CREDIT_REQUEUED = 7;
    static final int CREDIT_CONFIRMED = 8;
    static final int CREDIT_FAILED = 9;
    static final int FINDING_RAISED = 10;
    static final int DISCONNECT_WARNED = 11;
    static final int SUPPLY_ORDERED = 12;
    static final int SUPPLY_ANSWERED = 13;
    static final int POSTED = 14;
    static final int CREDIT_DECIDED = 15;
    static final int TARIFF_SET = 20;
    static final int CHANGE_ANNOUNCED = 21;
    static final int CHANGE_SHOWN = 22;
    static final int CHANGE_LAPSED = 23;
    static final int LATE_READING = 24;
    static final int METER_REPLACED = 25;
    static final int CREDIT_LOGGED = 26;
    static final int CREDIT_REATTRIBUTED = 27;
    static final int CREDIT_CAME_LATER = 28;
    static final int FINDING_CLOSED = 40;
    static final int CREDIT_EXPIRED = 41;
    static final int FORGOTTEN = 42;
    static final int OVERDRAFT_ALLOWED = 43;
    static final int CORRECTED = 44;
    static final int TOKEN_TERMS_SET = 50;
    static final int TOKENS_ORDERED = 51;
    static final int TOKENS_ISSUED = 52;
    static final int TOKENS_REFUSED = 53;
    static final int CREDIT_HANDED_OVER = 54;
    static final int KEY_CHANGE_PLANNED = 55;
    static final int SALE_MADE = 85;
    static final int KEPT_IN_WALLET = 86;
    static final int WALLET_CONVERTED = 87;

    private FactEncoder() {}

    /** Number of the type (u8), the meter if it has one, then the fields in the order in which the record has them. */
    static void encode(Fact fact, EntryBytes to) {
        to.u8(number(fact));
        if (fact instanceof Fact.OfMeter ofMeter) {
            to.text(ofMeter.meter());
        }
        switch (fact) {
            case Fact.MeterRegistered f -> to.text(f.account())
                    .unit(f.registerUnit())
                    .unit(f.balanceUnit())
                    .optional(f.registerModulus(), to::i64)
                    .optional(f.tariff(), tariff -> TariffBytes.write(tariff, to));
            case Fact.ReadingAccepted f -> {
                f.reading().write(to);
                to.quantity(f.consumed()).optional(f.cost(), cost -> cost(cost, to));
                f.check().ifPresent(check -> check(check, to));
            }
            case Fact.PaymentTaken f -> to.text(f.paymentId()).text(f.account()).quantity(f.tender());
            case Fact.CreditOrdered f ->
                to.text(f.creditId()).text(f.paymentId()).quantity(f.amount()).quantity(f.price());
            case Fact.CreditSent f -> to.text(f.creditId()).i32(f.attempt()).optional(f.reference(), to::text);
            case Fact.CreditAnswered f ->
                to.text(f.creditId()).i32(f.attempt()).enumerated(f.answer()).text(f.detail());
            case Fact.CreditRequeued f -> to.text(f.creditId()).i32(f.attempt());
            case Fact.CreditConfirmed f -> to.text(f.creditId()).quantity(f.amount());
            case Fact.CreditDecided f -> to.text(f.creditId()).flag(f.inMeter()).text(f.reason());
            case Fact.CreditFailed f -> to.text(f.creditId()).text(f.reason());
            case Fact.FindingRaised f -> to.text(f.findingId())
                    .enumerated(f.kind())
                    .optional(f.quantity(), to::quantity)
                    .optional(f.creditId(), to::text)
                    .text(f.words());
            case Fact.DisconnectWarned f -> to.optional(f.balance(), to::quantity);
            case Fact.SupplyOrdered f -> to.text(f.orderId()).enumerated(f.target()).text(f.reason());
            case Fact.SupplyAnswered f -> to.text(f.orderId()).enumerated(f.answer()).text(f.detail());
            case Fact.Posted f -> {
                to.u16(f.postings().size());
                f.postings().forEach(posting -> posting(posting, to));
            }
            case Fact.TariffSet f -> {
                to.instant(f.version().from());
                TariffBytes.write(f.version().tariff(), to);
            }
            case Fact.ChangeAnnounced f -> to.text(f.changeId())
                    .enumerated(f.kind())
                    .quantity(f.amount())
                    .optional(f.enteredAt(), to::instant)
                    .instant(f.until())
                    .text(f.reason());
            case Fact.ChangeShown f -> to.text(f.changeId()).quantity(f.amount());
            case Fact.ChangeLapsed f -> to.text(f.changeId());
            case Fact.LateReading f -> f.reading().write(to);
            case Fact.MeterReplaced f -> to.text(f.newMeter()).flag(f.carryOver()).text(f.reason());
            case Fact.CreditLogged f -> to.i64(f.line().logSequence())
                    .text(f.line().reference())
                    .quantity(f.line().amount())
                    .instant(f.line().enteredAt())
                    .optional(f.creditId(), to::text);
            case Fact.CreditReattributed f -> to.text(f.fromCreditId()).text(f.toCreditId()).quantity(f.amount());
            case Fact.CreditCameLater f -> to.text(f.creditId()).quantity(f.amount());
            case Fact.FindingClosed f -> to.text(f.findingId()).enumerated(f.closing()).text(f.reason());
            case Fact.CreditExpired f -> to.text(f.creditId()).quantity(f.amount());
            case Fact.Forgotten f ->
                to.instant(f.before()).i32(f.keys()).i32(f.credits()).i32(f.orders()).i32(f.findings());
            case Fact.OverdraftAllowed f -> to.text(f.account()).quantity(f.maximum()).text(f.reason());
            case Fact.Corrected f -> to.i64(f.corrects()).text(f.reason());
            case Fact.TokenTermsSet f -> TokenBytes.write(f.terms(), to);
            case Fact.TokensOrdered f -> {
                TokenBytes.write(f.order(), to.text(f.tokensId()));
                to.optional(f.keyChangeTo(), terms -> TokenBytes.write(terms, to)).optional(f.tid(), to::i32);
            }
            case Fact.TokensIssued f -> to.text(f.tokensId()).text(f.moduleId()).text(f.keyCheckValue());
            case Fact.TokensRefused f -> to.text(f.tokensId()).text(f.reason());
            case Fact.CreditHandedOver f -> to.text(f.creditId()).quantity(f.amount());
            case Fact.SaleMade f -> SaleBytes.write(f.sale(), to.text(f.paymentId()));
            case Fact.KeptInWallet f -> to.text(f.paymentId());
            case Fact.WalletConverted f -> SaleBytes.write(f.how(), to.text(f.paymentId()).text(f.account()));
            case DebtFact f -> DebtBytes.write(f, to);
            case Fact.KeyChangePlanned f -> to.optional(f.to(), terms -> TokenBytes.write(terms, to));
            case Fact.CardRedeemed f -> {
                CardBytes.write(f.card(), to.i32(f.serial().number()));
                to.quantity(f.value());
            }
            case CardFact f -> CardBytes.write(f, to);
            case AccountFact f -> AccountBytes.write(f, to);
            case PremisesFact f -> AccountBytes.write(f, to);
            case TariffFact f -> TariffFactBytes.write(f, to);
            case TillFact f -> TillBytes.write(f, to);
            case ProviderFact f -> ProviderBytes.write(f, to);
            case BalanceFact f -> BalanceBytes.write(f, to);
            case ImportFact f -> ImportBytes.write(f, to);
        }
    }

    private static int number(Fact fact) {
        return switch (fact) {
            case Fact.MeterRegistered f -> METER_REGISTERED;
            case Fact.ReadingAccepted f -> READING_ACCEPTED;
            case Fact.PaymentTaken f -> PAYMENT_TAKEN;
            case Fact.CreditOrdered f -> CREDIT_ORDERED;
            case Fact.CreditSent f -> CREDIT_SENT;
            case Fact.CreditAnswered f -> CREDIT_ANSWERED;
            case Fact.CreditRequeued f -> CREDIT_REQUEUED;
            case Fact.CreditConfirmed f -> CREDIT_CONFIRMED;
            case Fact.CreditDecided f -> CREDIT_DECIDED;
            case Fact.CreditFailed f -> CREDIT_FAILED;
            case Fact.FindingRaised f -> FINDING_RAISED;
            case Fact.DisconnectWarned f -> DISCONNECT_WARNED;
            case Fact.SupplyOrdered f -> SUPPLY_ORDERED;
            case Fact.SupplyAnswered f -> SUPPLY_ANSWERED;
            case Fact.Posted f -> POSTED;
            case Fact.TariffSet f -> TARIFF_SET;
            case Fact.ChangeAnnounced f -> CHANGE_ANNOUNCED;
            case Fact.ChangeShown f -> CHANGE_SHOWN;
            case Fact.ChangeLapsed f -> CHANGE_LAPSED;
            case Fact.LateReading f -> LATE_READING;
            case Fact.MeterReplaced f -> METER_REPLACED;
            case Fact.CreditLogged f -> CREDIT_LOGGED;
            case Fact.CreditReattributed f -> CREDIT_REATTRIBUTED;
            case Fact.CreditCameLater f -> CREDIT_CAME_LATER;
            case Fact.FindingClosed f -> FINDING_CLOSED;
            case Fact.CreditExpired f -> CREDIT_EXPIRED;
            case Fact.Forgotten f -> FORGOTTEN;
            case Fact.OverdraftAllowed f -> OVERDRAFT_ALLOWED;
            case Fact.Corrected f -> CORRECTED;
            case Fact.TokenTermsSet f -> TOKEN_TERMS_SET;
            case Fact.TokensOrdered f -> TOKENS_ORDERED;
            case Fact.TokensIssued f -> TOKENS_ISSUED;
            case Fact.TokensRefused f -> TOKENS_REFUSED;
            case Fact.CreditHandedOver f -> CREDIT_HANDED_OVER;
            case Fact.KeyChangePlanned f -> KEY_CHANGE_PLANNED;
            case Fact.SaleMade f -> SALE_MADE;
            case Fact.KeptInWallet f -> KEPT_IN_WALLET;
            case Fact.WalletConverted f -> WALLET_CONVERTED;
            case DebtFact f -> DebtBytes.number(f);
            case Fact.CardRedeemed f -> CardBytes.REDEEMED;
            case CardFact f -> CardBytes.number(f);
            case AccountFact f -> AccountBytes.number(f);
            case PremisesFact f -> AccountBytes.number(f);
            case TariffFact f -> TariffFactBytes.number(f);
            case TillFact f -> TillBytes.number(f);
            case ProviderFact f -> ProviderBytes.number(f);
            case BalanceFact f -> BalanceBytes.number(f);
            case ImportFact f -> ImportBytes.number(f);
        };
    }

    private static void cost(StepCost cost, EntryBytes to) {
        to.i64(cost.exact()).i64(cost.less()).i64(cost.more()).flag(cost.unknown());
    }

    /** Bare numbers: all are in the unit of the balance, which stands before. */
    private static void check(BalanceCheck check, EntryBytes to) {
        to.i64(check.used().value()).i64(check.charged().value()).flag(check.estimated());
        to.optional(check.unexplained().map(Quantity::value), to::i64);
    }

    private static void posting(Posting posting, EntryBytes to) {
        to.u8(posting.type().number()).text(posting.owner()).quantity(posting.change());
    }
}
