package io.wattle.ledger.entry;

import io.wattle.ledger.account.AccountData;
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
import io.wattle.ledger.vending.FeePaid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Facts about accounts, and the parts that they are made of, as bytes and back. Pure. */
public final class AccountBytes {
    static final int CUSTOMER_SAVED = 70;
    static final int CUSTOMER_ERASED = 71;
    static final int ACCOUNT_SAVED = 72;
    static final int ACCOUNT_CLOSED = 73;
    static final int LOCATION_SAVED = 74;
    static final int SYNCHRONISED = 75;
    /** About a meter, as the two after it. */
    static final int METER_PLACED = 76;
    static final int NEED_SET = 77;
    static final int METER_ASSIGNED = 78;
    private static final int PROBE_ACT_NOTED = 125;
    private static final int EVENT_NOTED = 155;
    private static final int PROFILE_NOTED = 156;
    /** About an account. */
    static final int MONEY_MOVED = 79;
    static final int CHARGE_TAXED = 166;
    /** About a meter. */
    static final int COUNTERS_BEGUN = 130;
    /** About an account. */
    static final int UNITS_SETTLED = 131;

    private AccountBytes() {}

    static int number(AccountFact fact) {
        return switch (fact) {
            case AccountFact.CustomerSaved _ -> CUSTOMER_SAVED;
            case AccountFact.CustomerErased _ -> CUSTOMER_ERASED;
            case AccountFact.AccountSaved _ -> ACCOUNT_SAVED;
            case AccountFact.AccountClosed _ -> ACCOUNT_CLOSED;
            case AccountFact.MoneyMoved _ -> MONEY_MOVED;
            case AccountFact.UnitsSettled _ -> UNITS_SETTLED;
            case AccountFact.ChargeTaxed _ -> CHARGE_TAXED;
            case AccountFact.LocationSaved _ -> LOCATION_SAVED;
            case AccountFact.AccountsSynchronised _ -> SYNCHRONISED;
        };
    }

    static int number(PremisesFact fact) {
        return switch (fact) {
            case PremisesFact.MeterPlaced _ -> METER_PLACED;
            case PremisesFact.CriticalNeedSet _ -> NEED_SET;
            case PremisesFact.MeterAssigned _ -> METER_ASSIGNED;
            case PremisesFact.CountersBegun _ -> COUNTERS_BEGUN;
            case PremisesFact.ProbeActNoted _ -> PROBE_ACT_NOTED;
            case PremisesFact.EventNoted _ -> EVENT_NOTED;
            case PremisesFact.ProfileNoted _ -> PROFILE_NOTED;
        };
    }

    static void write(AccountFact fact, EntryBytes to) {
        switch (fact) {
            case AccountFact.CustomerSaved f -> to.text(f.customer().customer()).bytes(f.customer().personal().bytes());
            case AccountFact.CustomerErased f -> to.text(f.customer()).text(f.reason());
            case AccountFact.AccountSaved f -> {
                AccountData account = f.account();
                to.text(account.account()).optional(account.customer(), to::text).optional(account.master(), to::text);
                write(account.terms(), to).bytes(account.personal().bytes());
            }
            case AccountFact.AccountClosed f ->
                to.text(f.account()).optional(f.transferTo(), to::text).flag(f.leaveDebts()).text(f.reason());
            case AccountFact.MoneyMoved f ->
                to.text(f.account()).enumerated(f.move()).text(f.other()).quantity(f.amount()).text(f.reason());
            case AccountFact.UnitsSettled f ->
                to.text(f.account()).quantity(f.units()).quantity(f.money()).text(f.tariff());
            case AccountFact.ChargeTaxed f -> {
                to.text(f.account()).text(f.item()).quantity(f.total()).text(f.tariff()).i32(f.version());
                SaleBytes.writeLines(f.taxes(), to);
            }
            case AccountFact.LocationSaved f -> to.text(f.location().location()).bytes(f.location().address().bytes());
            case AccountFact.AccountsSynchronised f -> {
                to.text(f.master()).u8(f.fields().size());
                f.fields().forEach(to::enumerated);
                write(f.terms(), to).u16(f.accounts().size());
                f.accounts().forEach(to::text);
                to.text(f.digest());
            }
        }
    }

    /** After the meter. */
    static void write(PremisesFact fact, EntryBytes to) {
        switch (fact) {
            case PremisesFact.MeterPlaced f -> write(f.data().traits(), to.optional(f.data().location(), to::text));
            case PremisesFact.CriticalNeedSet f -> to.optional(f.need(), need -> write(need, to));
            case PremisesFact.MeterAssigned f -> to.text(f.account()).text(f.reason());
            case PremisesFact.CountersBegun f -> {
                to.u16(f.fees().size());
                f.fees().forEach(fee -> SaleBytes.write(fee, to));
            }
            case PremisesFact.ProbeActNoted f -> to.text(f.act().session())
                    .i32(f.act().number())
                    .enumerated(f.act().kind())
                    .instant(f.act().at())
                    .text(f.act().place())
                    .text(f.act().outcome());
            case PremisesFact.EventNoted f -> NotedBytes.write(f.event(), to);
            case PremisesFact.ProfileNoted f -> NotedBytes.write(f.profile(), to);
        }
    }

    /** Empty if the number is of another kind of fact. */
    static Optional<AccountFact> read(int number, EntrySource from) {
        return Optional.ofNullable(switch (number) {
            case CUSTOMER_SAVED -> new AccountFact.CustomerSaved(new CustomerData(from.text(), readSealed(from)));
            case CUSTOMER_ERASED -> new AccountFact.CustomerErased(from.text(), from.text());
            case ACCOUNT_SAVED -> new AccountFact.AccountSaved(new AccountData(from.text(), from.optional(from::text),
                    from.optional(from::text), readTerms(from), readSealed(from)));
            case ACCOUNT_CLOSED ->
                new AccountFact.AccountClosed(from.text(), from.optional(from::text), from.flag(), from.text());
            case MONEY_MOVED -> new AccountFact.MoneyMoved(from.text(), from.enumerated(MoneyMove.values()),
                    from.text(), from.money(), from.text());
            case UNITS_SETTLED ->
                new AccountFact.UnitsSettled(from.text(), from.quantity(), from.money(), from.text());
            case CHARGE_TAXED -> new AccountFact.ChargeTaxed(from.text(), from.text(), from.money(), from.text(),
                    from.i32(), SaleBytes.readLines(from));
            case LOCATION_SAVED -> new AccountFact.LocationSaved(new LocationData(from.text(), readSealed(from)));
            case SYNCHRONISED -> new AccountFact.AccountsSynchronised(from.text(), fields(from), readTerms(from),
                    texts(from), from.text());
            default -> null;
        });
    }

    /** Empty if the number is of another kind of fact. */
    static Optional<Fact> read(int number, String meter, EntrySource from) {
        return Optional.ofNullable(switch (number) {
            case METER_PLACED ->
                new PremisesFact.MeterPlaced(new MeterData(meter, from.optional(from::text), readTraits(from)));
            case NEED_SET -> new PremisesFact.CriticalNeedSet(meter, from.optional(() -> readNeed(from)));
            case METER_ASSIGNED -> new PremisesFact.MeterAssigned(meter, from.text(), from.text());
            case COUNTERS_BEGUN -> new PremisesFact.CountersBegun(meter, fees(from));
            case PROBE_ACT_NOTED -> new PremisesFact.ProbeActNoted(meter, new ProbeAct(from.text(), from.i32(),
                    from.enumerated(ProbeAct.Kind.values()), from.instant(), from.text(), from.text()));
            case EVENT_NOTED -> new PremisesFact.EventNoted(meter, NotedBytes.readEvent(from));
            case PROFILE_NOTED -> new PremisesFact.ProfileNoted(meter, NotedBytes.readProfile(from));
            default -> null;
        });
    }

    public static EntryBytes write(AccountTerms terms, EntryBytes to) {
        return to.text(terms.customerClass())
                .text(terms.subClass())
                .text(terms.discounts())
                .text(terms.language())
                .enumerated(terms.frequency())
                .u16(terms.thresholdDays());
    }

    public static AccountTerms readTerms(EntrySource from) {
        return new AccountTerms(from.text(), from.text(), from.text(), from.text(),
                from.enumerated(ContactFrequency.values()), from.u16());
    }

    public static EntryBytes write(MeterTraits traits, EntryBytes to) {
        return to.enumerated(traits.mode()).text(traits.com()).flag(traits.vending());
    }

    public static MeterTraits readTraits(EntrySource from) {
        return new MeterTraits(from.enumerated(BalanceMode.values()), from.text(), from.flag());
    }

    public static EntryBytes write(CriticalNeed need, EntryBytes to) {
        return to.enumerated(need.reason()).text(need.evidence()).instant(need.until()).bytes(need.words().bytes());
    }

    public static CriticalNeed readNeed(EntrySource from) {
        return new CriticalNeed(from.enumerated(NeedReason.values()), from.text(), from.instant(), readSealed(from));
    }

    private static Sealed readSealed(EntrySource from) {
        byte[] bytes = from.bytes();
        if (bytes.length > Sealed.BYTES_MAX) {
            throw from.malformed("too many sealed bytes: " + bytes.length);
        }
        return Sealed.of(bytes);
    }

    private static SortedSet<SyncField> fields(EntrySource from) {
        SortedSet<SyncField> fields = new TreeSet<>();
        for (int left = from.u8(); left > 0; left--) {
            fields.add(from.enumerated(SyncField.values()));
        }
        return fields;
    }

    private static List<FeePaid> fees(EntrySource from) {
        List<FeePaid> fees = new ArrayList<>();
        for (int left = from.u16(); left > 0; left--) {
            fees.add(SaleBytes.readFee(from));
        }
        return fees;
    }

    private static List<String> texts(EntrySource from) {
        List<String> texts = new ArrayList<>();
        for (int left = from.u16(); left > 0; left--) {
            texts.add(from.text());
        }
        return texts;
    }
}
