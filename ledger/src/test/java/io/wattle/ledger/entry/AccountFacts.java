package io.wattle.ledger.entry;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.LocationData;
import io.wattle.ledger.account.MeterData;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.account.NeedReason;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.tariff.sale.QuoteLine;
import java.time.Instant;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.vending.FeePaid;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any facts about accounts, for tests. */
final class AccountFacts {

    private AccountFacts() {}

    static Arbitrary<Fact> any(Arbitrary<String> names, Arbitrary<String> texts, Arbitrary<Instant> instants) {
        return Arbitraries.oneOf(List.of(
                Combinators.combine(names, sealed())
                        .as((name, personal) -> new AccountFact.CustomerSaved(new CustomerData(name, personal))),
                Combinators.combine(names, texts).as(AccountFact.CustomerErased::new),
                Combinators.combine(names, Arbitraries.longs().greaterOrEqual(0),
                        rows(names, texts).list().ofMaxSize(3)).as(ImportFact.RowsStaged::new),
                Combinators.combine(names, Arbitraries.longs()).as(ImportFact.ImportCommitted::new),
                Combinators.combine(names, texts).as(ImportFact.ImportDropped::new),
                Combinators.combine(names, names.optional(), names.optional(), terms(texts), sealed())
                        .as(AccountData::new)
                        .map(AccountFact.AccountSaved::new),
                Combinators.combine(names, names.optional(), Arbitraries.of(true, false), texts)
                        .as(AccountFact.AccountClosed::new),
                Combinators.combine(names, Arbitraries.of(MoneyMove.values()), texts,
                        Arbitraries.longs().map(minor -> new Money(minor, "USD")), texts)
                        .as(AccountFact.MoneyMoved::new),
                Combinators.combine(names, sealed())
                        .as((name, address) -> new AccountFact.LocationSaved(new LocationData(name, address))),
                Combinators.combine(names, Arbitraries.of(SyncField.values()).set(), terms(texts),
                        names.list().ofMaxSize(3), names)
                        .as((master, fields, terms, accounts, digest) -> new AccountFact.AccountsSynchronised(master,
                                new TreeSet<>(fields), terms, accounts, digest)),
                Combinators.combine(names, names.optional(), Arbitraries.of(BalanceMode.values()), texts,
                        Arbitraries.of(true, false))
                        .as((meter, location, mode, com, vending) -> new PremisesFact.MeterPlaced(
                                new MeterData(meter, location, new MeterTraits(mode, com, vending)))),
                Combinators.combine(names, Combinators
                        .combine(Arbitraries.of(NeedReason.values()), names, instants, sealed())
                        .as(CriticalNeed::new)
                        .optional()).as(PremisesFact.CriticalNeedSet::new),
                Combinators.combine(names, names, texts).as(PremisesFact.MeterAssigned::new),
                Combinators.combine(names, Combinators.combine(names, Arbitraries.longs().between(-9_999, 99_999),
                        Arbitraries.longs())
                        .as((name, day, part) -> new FeePaid(name, LocalDate.ofEpochDay(day), part))
                        .list()
                        .ofMaxSize(3)).as(PremisesFact.CountersBegun::new),
                Combinators.combine(names, Arbitraries.longs(), Arbitraries.longs(), names)
                        .as((account, units, minor, tariff) -> new AccountFact.UnitsSettled(account,
                                Unit.WATT_HOUR.of(units), new Money(minor, "USD"), tariff)),
                Combinators.combine(names, instants, names, texts)
                        .as((meter, at, kind, detail) -> new PremisesFact.EventNoted(meter,
                                new MeterEvent(at, kind, detail))),
                Combinators.combine(names, Arbitraries.of("Wh", "l"), Combinators.combine(instants, Arbitraries.longs())
                        .as(RegisterProfile.Point::new)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3))
                        .as((meter, unit, points) -> new PremisesFact.ProfileNoted(meter,
                                new RegisterProfile(Unit.ofCode(unit), points))),
                Combinators.combine(names, names, Arbitraries.longs(), names, Arbitraries.longs())
                        .as((account, item, total, tariff, tax) -> new AccountFact.ChargeTaxed(account, item,
                                new Money(total, "USD"), tariff, 3,
                                List.of(new QuoteLine(QuoteLine.Kind.TAX, item, 0, total, tax)))),
                Combinators
                        .combine(names, names, Arbitraries.integers(), Arbitraries.of(ProbeAct.Kind.values()), instants,
                                texts, texts)
                        .as((meter, session, number, kind, at, place, outcome) -> new PremisesFact.ProbeActNoted(meter,
                                new ProbeAct(session, number, kind, at, place, outcome)))));
    }

    /** Of any parts. */
    static Arbitrary<AccountRow> rows(Arbitrary<String> names, Arbitrary<String> texts) {
        return Combinators.combine(
                Combinators.combine(names, sealed()).as(CustomerData::new).optional(),
                Combinators.combine(names, names.optional(), names.optional(), terms(texts), sealed())
                        .as(AccountData::new)
                        .optional(),
                Combinators.combine(names, sealed()).as(LocationData::new).optional(),
                Combinators.combine(names, names.optional(), Arbitraries.of(BalanceMode.values()), texts,
                        Arbitraries.of(true, false))
                        .as((meter, location, mode, com, vending) -> new MeterData(meter, location,
                                new MeterTraits(mode, com, vending)))
                        .optional())
                .as(AccountRow::new);
    }

    private static Arbitrary<Sealed> sealed() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(60).map(Sealed::of);
    }

    private static Arbitrary<AccountTerms> terms(Arbitrary<String> texts) {
        return Combinators.combine(texts, texts, texts, texts, Arbitraries.of(ContactFrequency.values()),
                Arbitraries.integers().between(0, 365)).as(AccountTerms::new);
    }
}
