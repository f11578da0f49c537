package io.wattle.headend.bench.year;

import static io.wattle.ledger.entry.Command.Answer.ACCEPTED;
import static io.wattle.ledger.entry.Command.Answer.REFUSED;
import static io.wattle.ledger.entry.Command.Answer.UNKNOWN;

import io.wattle.ledger.entry.Fact.FindingKind;

/** Frauds and faults around a credit. */
final class CreditFrauds {
    private CreditFrauds() {}

    static Script riseBeside(MeterLife life) {
        YearCredit credit = life.newCredit();
        return Credits.paid(life, credit).then(() -> {
            life.office.start(credit);
            life.load(credit);
            life.office.settle(credit, ACCEPTED);
            long amount = life.between(50, 3_000);
            life.meter.tamper(amount);
            life.inject(FraudKind.RISE_WITH_CREDIT, amount);
        }).append(life.read());
    }

    /** Something small hides behind a credit whose answer was lost; later the whole credit is loaded once more. */
    static Script replayed(MeterLife life) {
        YearCredit credit = life.newCredit();
        return Credits.paid(life, credit).then(() -> {
            life.office.start(credit);
            life.load(credit);
            life.office.settle(credit, UNKNOWN);
            long amount = life.between(50, 3_000);
            life.meter.tamper(amount);
            life.inject(FraudKind.RISE_WITH_CREDIT, amount);
        }).append(life.read()).pause(life.between(1, 40)).then(() -> {
            life.meter.tamper(credit.amount());
            life.inject(FraudKind.CREDIT_TWICE, credit.amount());
        }).append(life.read());
    }

    /** What was sold for another meter; there it is missing, and goes out again. */
    static Script ofAnotherMeter(MeterLife life) {
        MeterLife other = life.neighbour();
        YearCredit credit = other.newCredit();
        return new Script().then(() -> {
            other.readNow(life.now());
            other.office.pay(credit, life.usualTender());
        })
                .until(credit::isKnown)
                .then(() -> {
                    other.office.start(credit);
                    other.office.settle(credit, UNKNOWN);
                    life.meter.tamper(credit.amount());
                    life.inject(FraudKind.CREDIT_OF_ANOTHER_METER, credit.amount());
                })
                .append(life.read())
                .then(() -> {
                    other.readNow(life.now());
                    other.office.requeue(credit);
                    other.office.start(credit);
                    other.load(credit);
                    other.office.settle(credit, ACCEPTED);
                })
                .pause(1)
                .then(() -> other.readNow(life.now()));
    }

    /** Refused and refunded, and in the meter all the same. */
    static Script revoked(MeterLife life) {
        YearCredit credit = life.newCredit();
        return Credits.paid(life, credit).then(() -> {
            life.office.start(credit);
            life.office.settle(credit, REFUSED);
            life.meter.tamper(credit.amount());
            life.inject(FraudKind.CREDIT_REVOKED, credit.amount());
        }).append(life.read());
    }

    static Script twice(MeterLife life) {
        YearCredit credit = life.newCredit();
        return Credits.paid(life, credit).then(() -> {
            life.office.start(credit);
            life.load(credit);
            life.office.settle(credit, ACCEPTED);
            life.meter.tamper(credit.amount());
            life.inject(FraudKind.CREDIT_TWICE, credit.amount());
        }).append(life.read());
    }

    /** A part arrives, under cover of a credit that is under way; a person takes the sale back. */
    static Script inPart(MeterLife life) {
        YearCredit credit = life.newCredit();
        return Credits.paid(life, credit).then(() -> {
            life.office.start(credit);
            life.office.settle(credit, UNKNOWN);
            long part = credit.amount() / 2;
            life.meter.tamper(part);
            life.inject(FraudKind.CREDIT_IN_PART, part);
        }).append(life.read()).then(() -> life.office.decide(credit, false));
    }

    /** The same, and after the money went back the part once more. */
    static Script inPartAgain(MeterLife life) {
        YearCredit credit = life.newCredit();
        long[] part = new long[1];
        return Credits.paid(life, credit).then(() -> {
            life.office.start(credit);
            life.office.settle(credit, UNKNOWN);
            part[0] = credit.amount() / 2;
            life.meter.tamper(part[0]);
            life.inject(FraudKind.CREDIT_IN_PART, part[0]);
        }).append(life.read()).then(() -> life.office.decide(credit, false)).pause(life.between(1, 20)).then(() -> {
            life.meter.tamper(part[0]);
            life.inject(FraudKind.RISE_SMALL, part[0]);
        }).append(life.read());
    }

    /**
     * A part arrives and is found; the rest follows, and that is legal. Unless the part is by chance as big as some other
     * credit and was taken for that: then the rest would be a rise of its own, and a person takes the sale back instead.
     */
    static Script inPartThenTheRest(MeterLife life) {
        YearCredit credit = life.newCredit();
        Injected[] fraud = new Injected[1];
        return Credits.paid(life, credit).then(() -> {
            life.office.start(credit);
            life.office.settle(credit, UNKNOWN);
            life.meter.tamper(credit.amount() / 3);
            fraud[0] = life.inject(FraudKind.CREDIT_IN_PART, credit.amount() / 3);
        }).append(life.read()).pause(life.between(1, 20)).then(() -> {
            if (fraud[0].finding().filter(found -> found.kind() == FindingKind.PARTIAL_CREDIT).isPresent()) {
                life.leaveToEvidence(fraud[0]);
                life.meter.tamper(credit.amount() - credit.amount() / 3);
                credit.fate = YearCredit.Fate.CONFIRMED;
            } else {
                life.office.decide(credit, false);
            }
        }).append(life.read());
    }

    static Script notShown(MeterLife life) {
        YearCredit credit = life.newCredit();
        return Credits.paid(life, credit).then(() -> {
            life.office.start(credit);
            life.office.settle(credit, ACCEPTED);
            life.inject(FraudKind.CREDIT_NOT_SHOWN, credit.amount());
        }).append(life.read()).then(() -> life.office.decide(credit, false));
    }

    /** A forged token: the meter writes it into its log, and nobody sold it. */
    static Script forged(MeterLife life) {
        long amount = life.between(100, 5_000);
        return new Script().then(() -> {
            life.meter.take("T-" + life.now(), amount, life.nowS());
            life.inject(FraudKind.CREDIT_IN_LOG, amount);
            life.office.reportLog();
        }).append(life.read());
    }
}
