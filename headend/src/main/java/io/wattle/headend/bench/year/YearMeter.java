package io.wattle.headend.bench.year;

import java.util.ArrayList;
import java.util.List;

/**
 * The true state of one meter, and how such a meter behaves. Plain numbers: Wh or litres for the register, and for the
 * balance what its {@link Nature} says. For the driver's thread.
 */
final class YearMeter {
    private static final long DAY_S = 86_400;
    private static final long THOUSAND = 1_000;

    final String serial;
    final Traits traits;
    /** Everything that was ever drawn, and what tampering made of it. */
    private long register;
    private long balance;
    /** For a meter in money: what was used and is not a whole minor unit yet. */
    private long costThousandths;
    private long priceMinorPerThousand;
    /** 0 if no change of price is due. */
    private long nextPriceMinorPerThousand;
    private int percentBefore;
    /** Emergency credit that it will take back out of credits. */
    private long owed;
    /** How far the meter's clock is ahead of the truth. */
    private long clockOffsetS;
    /** The last midnight of its own clock for which it took the standing charge, in days since 1970. */
    private long chargedDay;
    private long rounding;
    private final List<LogLine> log = new ArrayList<>();

    /**
     * What a meter is made to be.
     *
     * @param roundingMax the register and the balance are rounded apart by as much at most
     * @param dailyCharge taken off the balance at each midnight of the meter's clock; 0 for none
     * @param hasLog whether it keeps a log of credits
     */
    record Traits(Nature nature, int roundingMax, long dailyCharge, boolean hasLog) {}

    /** A line of its log of credits, the number being its place from 1. */
    record LogLine(String reference, long amount, long enteredAtS) {}

    YearMeter(String serial, Traits traits, long priceMinorPerThousand, long register, long balance, long nowS) {
        this.serial = serial;
        this.traits = traits;
        this.priceMinorPerThousand = priceMinorPerThousand;
        this.register = register;
        this.balance = balance;
        this.chargedDay = Math.floorDiv(nowS, DAY_S);
    }

    /** The customer draws; an empty meter cuts him off. */
    void draw(long units) {
        long drawn = balance > 0 ? units : 0;
        long before = nextPriceMinorPerThousand == 0 ? drawn : drawn * percentBefore / 100;
        use(before);
        if (nextPriceMinorPerThousand > 0) {
            priceMinorPerThousand = nextPriceMinorPerThousand;
            nextPriceMinorPerThousand = 0;
            use(drawn - before);
        }
        if (traits.roundingMax > 0) {
            rounding = Math.floorMod(register, 2L * traits.roundingMax + 1) - traits.roundingMax;
        }
    }

    private void use(long units) {
        register += units;
        if (traits.nature == Nature.MONEY) {
            costThousandths += units * priceMinorPerThousand;
            balance -= costThousandths / THOUSAND;
            costThousandths %= THOUSAND;
        } else {
            balance -= units;
        }
    }

    /** Its clock goes on to this true time. Each midnight of its own is charged for once, and none twice. */
    void passTime(long nowS) {
        long day = Math.floorDiv(nowS + clockOffsetS, DAY_S);
        if (day > chargedDay) {
            balance -= (day - chargedDay) * traits.dailyCharge;
            chargedDay = day;
        }
    }

    /** Takes a credit that was sold for it; what it gave in an emergency comes off first. */
    void take(String reference, long amount, long nowS) {
        long repaid = Math.min(owed, amount);
        owed -= repaid;
        balance += amount - repaid;
        writeLog(reference, amount, nowS);
    }

    /** Its log says so, whatever is true. */
    void writeLog(String reference, long amount, long nowS) {
        if (traits.hasLog) {
            log.add(new LogLine(reference, amount, nowS + clockOffsetS));
        }
    }

    void giveEmergency(long amount) {
        owed += amount;
        balance += amount;
    }

    /** Adds to the balance by no legal door, or takes from it. */
    void tamper(long amount) {
        balance += amount;
    }

    /** An engineer sets it to zero. */
    void clearBalance() {
        balance = 0;
        costThousandths = 0;
    }

    /** Somebody moves the register: on, or back. */
    void turnRegister(long units) {
        register += units;
    }

    void resetRegister() {
        register = 0;
    }

    /** Another price, after so many hundredths of what is drawn next. */
    void setNextPrice(long minorPerThousand, int percent) {
        nextPriceMinorPerThousand = minorPerThousand;
        percentBefore = percent;
    }

    long price() {
        return priceMinorPerThousand;
    }

    void setClock(long offsetS) {
        clockOffsetS = offsetS;
    }

    long clockOffsetS() {
        return clockOffsetS;
    }

    long balance() {
        return balance;
    }

    long owed() {
        return owed;
    }

    /** Whether register and balance are not always exact to the unit. */
    boolean isExact() {
        return traits.roundingMax == 0 && traits.nature != Nature.MONEY;
    }

    List<LogLine> log() {
        return log;
    }

    long shownBalance() {
        return balance + rounding;
    }

    long shownRegister() {
        return Math.floorMod(register, traits.nature.registerModulus);
    }
}
