package io.wattle.ledger.state;

import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.BalanceBytes;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.SaleBytes;
import io.wattle.ledger.quantity.Unit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalInt;

/** What the ledger holds of a meter whose balance lives here. For the ledger thread; changed by {@link BalanceApplier}. */
public final class ServerMeter {
    /** Nothing was said for this meter: as the account has it. */
    private static final int AS_THE_ACCOUNT = -1;

    public final String meter;
    /** Who pays for the meter. */
    private String account;
    public final Unit unit;
    public final ZoneId zone;
    /** The entry since which its balance lives here. */
    public final long keptSequence;
    UsageSeries series = new UsageSeries();
    UsageProfile profile = new UsageProfile();
    private int warningDays = AS_THE_ACCOUNT;
    long warningSequence;
    /** The first day that no daily charge was taken for. */
    LocalDate chargedUntil;
    /** The month that the next two are of, counted from year 0. */
    private long grantMonth;
    private long freeGranted;
    private long engineeringGranted;

    ServerMeter(BalanceFact.BalanceKept fact, String account, long sequence) {
        this.meter = fact.meter();
        this.account = account;
        this.unit = fact.unit();
        this.zone = fact.zone();
        this.keptSequence = sequence;
        this.chargedUntil = fact.firstDay();
    }

    public long warningSequence() {
        return warningSequence;
    }

    public LocalDate chargedUntil() {
        return chargedUntil;
    }

    public UsageSeries series() {
        return series;
    }

    public String account() {
        return account;
    }

    /** From so many days left on the customer is warned, if that was said for this meter. */
    public OptionalInt warningDays() {
        return warningDays == AS_THE_ACCOUNT ? OptionalInt.empty() : OptionalInt.of(warningDays);
    }

    void warn(int days, long sequence) {
        warningDays = days;
        warningSequence = sequence;
    }

    /**
     * Another account pays from the last reading on. What was deducted before stays with who paid it, and how he used it
     * says nothing about who comes.
     */
    void assign(String to) {
        account = to;
        series = series.sinceLast();
        profile = new UsageProfile();
        warningDays = AS_THE_ACCOUNT;
        warningSequence = 0;
    }

    public boolean inMoney() {
        return unit.kind() == Unit.Kind.MONEY;
    }

    /** Where its balance stands. */
    public AccountKey balance() {
        return new AccountKey(inMoney() ? AccountType.WALLET : AccountType.SERVER_UNITS, account, unit);
    }

    /** Given since the first of the month. */
    public long granted(GrantKind kind, LocalDate today) {
        if (month(today) != grantMonth) {
            return 0;
        }
        return switch (kind) {
            case FREE -> freeGranted;
            case ENGINEERING -> engineeringGranted;
            case EMERGENCY -> 0;
        };
    }

    void grant(GrantKind kind, long amount, LocalDate today) {
        if (month(today) != grantMonth) {
            grantMonth = month(today);
            freeGranted = 0;
            engineeringGranted = 0;
        }
        switch (kind) {
            case FREE -> freeGranted += amount;
            case ENGINEERING -> engineeringGranted += amount;
            case EMERGENCY -> {
            } // the tariff's limit is of what is owed, whenever it was lent
        }
    }

    /** Another meter takes its place: the balance stays with the account, and readings begin anew. */
    ServerMeter replacedBy(String newMeter, long sequence) {
        ServerMeter by = new ServerMeter(new BalanceFact.BalanceKept(newMeter, unit, zone, chargedUntil), account,
                sequence);
        by.series = series.ofNextMeter();
        by.profile = profile;
        by.warningDays = warningDays;
        by.grantMonth = grantMonth;
        by.freeGranted = freeGranted;
        by.engineeringGranted = engineeringGranted;
        profile = new UsageProfile();
        return by;
    }

    private static long month(LocalDate day) {
        return day.getYear() * 12L + day.getMonthValue() - 1;
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        BalanceBytes.zone(zone, to.text(meter).text(account).unit(unit));
        SaleBytes.date(chargedUntil, to);
        to.i64(keptSequence).i32(warningDays).i64(warningSequence);
        to.i64(grantMonth).i64(freeGranted).i64(engineeringGranted);
        series.write(to);
        profile.write(to);
    }

    static ServerMeter read(EntrySource from) {
        String meter = from.text();
        String account = from.text();
        Unit unit = from.unit();
        ZoneId zone = BalanceBytes.readZone(from);
        LocalDate chargedUntil = SaleBytes.date(from);
        ServerMeter server = new ServerMeter(new BalanceFact.BalanceKept(meter, unit, zone, chargedUntil), account,
                from.i64());
        server.warningDays = from.i32();
        server.warningSequence = from.i64();
        server.grantMonth = from.i64();
        server.freeGranted = from.i64();
        server.engineeringGranted = from.i64();
        server.series = UsageSeries.read(from);
        server.profile = UsageProfile.read(from);
        return server;
    }
}
