package io.wattle.ledger.entry;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.TariffVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads facts; reads like the tables in docs/journal-format.md. Paired with {@link FactEncoder}. */
final class FactDecoder {

    private FactDecoder() {}

    static Fact decode(EntrySource from) {
        int number = from.u8();
        return switch (number) {
            case FactEncoder.POSTED -> new Fact.Posted(postings(from));
            case FactEncoder.FORGOTTEN ->
                new Fact.Forgotten(from.instant(), from.i32(), from.i32(), from.i32(), from.i32());
            case FactEncoder.OVERDRAFT_ALLOWED -> new Fact.OverdraftAllowed(from.text(), from.money(), from.text());
            case FactEncoder.CORRECTED -> new Fact.Corrected(from.i64(), from.text());
            default -> CardBytes.read(number, from)
                    .<Fact>map(fact -> fact)
                    .or(() -> AccountBytes.read(number, from))
                    .or(() -> TariffFactBytes.read(number, from))
                    .or(() -> ProviderBytes.read(number, from))
                    .or(() -> DebtBytes.read(number, from))
                    .or(() -> TillBytes.read(number, from))
                    .or(() -> BalanceBytes.read(number, from))
                    .or(() -> ImportBytes.read(number, from))
                    .orElseGet(() -> ofMeter(number, from.text(), from));
        };
    }

    private static Fact ofMeter(int number, String meter, EntrySource from) {
        return switch (number) {
            case FactEncoder.METER_REGISTERED ->
                new Fact.MeterRegistered(meter, from.text(), from.unit(), from.unit(), from.optional(from::i64),
                        from.optional(() -> TariffBytes.read(from)));
            case FactEncoder.READING_ACCEPTED -> accepted(meter, Reading.read(from), from);
            case FactEncoder.PAYMENT_TAKEN -> new Fact.PaymentTaken(meter, from.text(), from.text(), from.money());
            case FactEncoder.CREDIT_ORDERED ->
                new Fact.CreditOrdered(meter, from.text(), from.text(), from.quantity(), from.money());
            case FactEncoder.CREDIT_SENT ->
                new Fact.CreditSent(meter, from.text(), from.i32(), from.optional(from::text));
            case FactEncoder.CREDIT_ANSWERED ->
                new Fact.CreditAnswered(meter, from.text(), from.i32(), answer(from), from.text());
            case FactEncoder.CREDIT_REQUEUED -> new Fact.CreditRequeued(meter, from.text(), from.i32());
            case FactEncoder.CREDIT_CONFIRMED -> new Fact.CreditConfirmed(meter, from.text(), from.quantity());
            case FactEncoder.CREDIT_DECIDED ->
                new Fact.CreditDecided(meter, from.text(), from.flag(), from.text());
            case FactEncoder.CREDIT_FAILED -> new Fact.CreditFailed(meter, from.text(), from.text());
            case FactEncoder.FINDING_RAISED ->
                new Fact.FindingRaised(meter, from.text(), from.enumerated(Fact.FindingKind.values()),
                        from.optional(from::quantity), from.optional(from::text), from.text());
            case FactEncoder.TARIFF_SET ->
                new Fact.TariffSet(meter, new TariffVersion(from.instant(), TariffBytes.read(from)));
            case FactEncoder.CHANGE_ANNOUNCED ->
                new Fact.ChangeAnnounced(meter, from.text(), from.enumerated(ChangeKind.values()), from.quantity(),
                        from.optional(from::instant), from.instant(), from.text());
            case FactEncoder.CHANGE_SHOWN -> new Fact.ChangeShown(meter, from.text(), from.quantity());
            case FactEncoder.CHANGE_LAPSED -> new Fact.ChangeLapsed(meter, from.text());
            case FactEncoder.LATE_READING -> new Fact.LateReading(meter, Reading.read(from));
            case FactEncoder.METER_REPLACED ->
                new Fact.MeterReplaced(meter, from.text(), from.flag(), from.text());
            case FactEncoder.CREDIT_LOGGED -> new Fact.CreditLogged(meter,
                    new LogEntry(from.i64(), from.text(), from.quantity(), from.instant()),
                    from.optional(from::text));
            case FactEncoder.CREDIT_REATTRIBUTED ->
                new Fact.CreditReattributed(meter, from.text(), from.text(), from.quantity());
            case FactEncoder.CREDIT_CAME_LATER -> new Fact.CreditCameLater(meter, from.text(), from.quantity());
            case FactEncoder.FINDING_CLOSED ->
                new Fact.FindingClosed(meter, from.text(), from.enumerated(Fact.FindingClosing.values()), from.text());
            case FactEncoder.CREDIT_EXPIRED -> new Fact.CreditExpired(meter, from.text(), from.quantity());
            case FactEncoder.DISCONNECT_WARNED -> new Fact.DisconnectWarned(meter, from.optional(from::quantity));
            case FactEncoder.SUPPLY_ORDERED -> new Fact.SupplyOrdered(meter, from.text(), supply(from), from.text());
            case FactEncoder.SUPPLY_ANSWERED -> new Fact.SupplyAnswered(meter, from.text(), answer(from), from.text());
            case FactEncoder.TOKEN_TERMS_SET -> new Fact.TokenTermsSet(meter, TokenBytes.readTerms(from));
            case FactEncoder.TOKENS_ORDERED -> new Fact.TokensOrdered(meter, from.text(), TokenBytes.readOrder(from),
                    from.optional(() -> TokenBytes.readTerms(from)), from.optional(from::i32));
            case FactEncoder.TOKENS_ISSUED -> new Fact.TokensIssued(meter, from.text(), from.text(), from.text());
            case FactEncoder.TOKENS_REFUSED -> new Fact.TokensRefused(meter, from.text(), from.text());
            case FactEncoder.CREDIT_HANDED_OVER -> new Fact.CreditHandedOver(meter, from.text(), from.quantity());
            case FactEncoder.SALE_MADE -> new Fact.SaleMade(meter, from.text(), SaleBytes.readSale(from));
            case FactEncoder.KEPT_IN_WALLET -> new Fact.KeptInWallet(meter, from.text());
            case FactEncoder.WALLET_CONVERTED ->
                new Fact.WalletConverted(meter, from.text(), from.text(), SaleBytes.readConversion(from));
            case FactEncoder.KEY_CHANGE_PLANNED ->
                new Fact.KeyChangePlanned(meter, from.optional(() -> TokenBytes.readTerms(from)));
            case CardBytes.REDEEMED -> new Fact.CardRedeemed(meter, new CardSerial(from.i32()),
                    CardBytes.readHash(from), from.money());
            default -> AccountBytes.read(number, meter, from)
                    .orElseThrow(() -> from.malformed("unknown fact type " + number));
        };
    }

    private static Fact accepted(String meter, Reading reading, EntrySource from) {
        Quantity consumed = from.quantity();
        Optional<StepCost> cost = from
                .optional(() -> new StepCost(from.i64(), from.i64(), from.i64(), from.flag()));
        Optional<BalanceCheck> check = reading.balance().map(balance -> check(balance.unit(), from));
        return new Fact.ReadingAccepted(meter, reading, consumed, cost, check);
    }

    private static BalanceCheck check(Unit unit, EntrySource from) {
        return new BalanceCheck(unit.of(from.i64()), unit.of(from.i64()), from.flag(),
                from.optional(from::i64).map(unit::of));
    }

    private static List<Posting> postings(EntrySource from) {
        int count = from.u16();
        List<Posting> postings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            postings.add(new Posting(accountType(from), from.text(), from.quantity()));
        }
        return postings;
    }

    private static AccountType accountType(EntrySource from) {
        int number = from.u8();
        return AccountType.ofNumber(number).orElseThrow(() -> from.malformed("unknown account type " + number));
    }

    private static Supply supply(EntrySource from) {
        return from.enumerated(Supply.values());
    }

    private static Command.Answer answer(EntrySource from) {
        return from.enumerated(Command.Answer.values());
    }
}
