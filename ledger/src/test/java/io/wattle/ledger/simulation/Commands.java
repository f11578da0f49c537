package io.wattle.ledger.simulation;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Makes up commands: mostly sensible ones, sometimes wrong, repeated or malformed ones. */
final class Commands {
    private static final Origin AUTOMATIC = Origin.automatic("simulation", "api");
    private static final Origin BY_HAND = Origin.manual("ann", "api");
    private static final ModelCredit NO_CREDIT = new ModelCredit("C-999999", "e1", "a1", 1, 1);

    private final Random random;
    private final World world;
    private final Model model;
    private final Readings readings;
    private final Works works;
    private final TokenWorks tokens;
    private final CardWorks cards;
    private final AccountWorks accounts;
    private final SaleWorks sales;
    private final TariffWorks tariffs;
    private final TillWorks till;
    private final ProviderWorks providers;
    private final BalanceWorks balances;
    private final ProbeWorks probes;
    /** Whether people decide as it is, or anyhow. */
    private final boolean truthful;
    /** Meters that were sent something in this burst: a reading from before that must not come after it. */
    private final Set<String> sentTo = new HashSet<>();
    private int number;
    private int plugs;

    Commands(Random random, World world, Model model, boolean truthful) {
        this.random = random;
        this.world = world;
        this.model = model;
        this.readings = new Readings(random, world);
        this.works = new Works(random, world);
        this.tokens = new TokenWorks(random, model);
        this.accounts = new AccountWorks(random);
        this.cards = new CardWorks(random, model);
        this.sales = new SaleWorks(random);
        this.tariffs = new TariffWorks(random, model);
        this.till = new TillWorks(random, model);
        this.providers = new ProviderWorks(random, model);
        this.balances = new BalanceWorks(random, world, model);
        this.probes = new ProbeWorks(random, world);
        this.truthful = truthful;
    }

    /** New ones, to be handed in together. */
    List<Command> burst(int count) {
        sentTo.clear();
        return IntStream.range(0, count).mapToObj(_ -> any()).toList();
    }

    /** One that is accepted in any case. */
    Command sure() {
        plugs++;
        return new Command.RegisterMeter(AUTOMATIC, "plug-" + plugs, "a1", Unit.WATT_HOUR, Unit.WATT_HOUR);
    }

    /** Makes a meter of the world known. */
    static Command register(TrueMeter meter) {
        return new Command.RegisterMeter(AUTOMATIC, meter.name, meter.account, meter.unit, meter.unit);
    }

    Command tend() {
        return new Command.Tend(AUTOMATIC);
    }

    private Command any() {
        Kind kind = Kind.any(random);
        String meter = chance(3) ? (chance(50) ? " " : "nobody") : world.anyMeter(random).name;
        return switch (kind) {
            case REGISTER -> register();
            case READING -> reading();
            case PAYMENT -> again(Kind.PAYMENT, new Command.TakePayment(AUTOMATIC, key(), meter, tender()));
            case START -> start();
            case SETTLE -> settle();
            case REQUEUE -> requeue();
            case DECIDE_CREDIT -> decideCredit();
            case WARNING -> new Command.GiveWarning(AUTOMATIC, meter);
            case ORDER -> new Command.OrderSupply(AUTOMATIC, meter, any(Supply.values()), "balance used up");
            case SETTLE_ORDER -> settleOrder();
            case DECIDE_FINDING -> decideFinding();
            case TEND -> tend();
            case OVERDRAFT -> again(Kind.OVERDRAFT, new Command.AllowOverdraft(person(), key(),
                    World.ACCOUNTS.get(random.nextInt(2)), usd(random.nextInt(500)), "known customer"));
            case CORRECTION -> again(Kind.CORRECTION, correction());
            case TARIFF -> works.tariff(AUTOMATIC);
            case EMERGENCY -> again(Kind.EMERGENCY, works.emergency(AUTOMATIC, key()));
            case ACT -> again(Kind.ACT, works.act(person(), key()));
            case REPLACE -> again(Kind.REPLACE, works.replace(person(), key(), plug()));
            case CREDIT_LOG -> works.creditLog(AUTOMATIC);
            case TOKEN_TERMS -> tokens.terms(AUTOMATIC);
            case KEY_CHANGE_PLAN -> tokens.plan(AUTOMATIC);
            case TOKENS -> again(Kind.TOKENS, tokens.order(AUTOMATIC, key()));
            case TOKENS_MADE -> tokens.made(AUTOMATIC);
            case TOKENS_REFUSED -> tokens.refused(AUTOMATIC);
            case ACCOUNTS -> {
                Command fresh = accounts.work(person(), key());
                yield Sayings.key(fresh).isPresent() ? again(Kind.ACCOUNTS, fresh) : fresh;
            }
            case MONEY -> again(Kind.MONEY, accounts.money(person(), key()));
            case PREMISES -> accounts.meter(person(), meter);
            case PAY_INTO_WALLET -> again(Kind.PAY_INTO_WALLET, sales.intoWallet(AUTOMATIC, key(), meter, tender()));
            case CONVERT -> again(Kind.CONVERT, sales.convert(AUTOMATIC, key(), meter));
            case DEBT -> again(Kind.DEBT, sales.debt(person(), key()));
            case CARDS -> again(Kind.CARDS, cards.work(person(), key()));
            case REDEEM -> again(Kind.REDEEM, cards.redeem(AUTOMATIC, key(), meter));
            case PLAN -> again(Kind.PLAN, tariffs.work(person(), key()));
            case TILL -> again(Kind.TILL, till.work(key()));
            case TILL_SALE -> again(Kind.TILL_SALE, till.sell(key(), world.anyMeter(random).name, tender()));
            case REVERSAL -> again(Kind.REVERSAL, till.reverse(person(), key()));
            case CARD_PAYMENT -> again(Kind.CARD_PAYMENT, providers.begin(AUTOMATIC, key(), meter, tender()));
            case CARD_PAYMENT_STEP -> providers.step(person());
            case BALANCE -> balance();
            case PROBE -> again(Kind.PROBE, probes.act(person(), key(), meter));
        };
    }

    private Command register() {
        TrueMeter meter = world.anyMeter(random);
        return chance(80)
                ? register(meter)
                : new Command.RegisterMeter(AUTOMATIC, meter.name, "other", meter.unit, meter.unit);
    }

    private Command reading() {
        TrueMeter meter = chance(10) ? world.workshop : world.anyMeter(random);
        return sentTo.contains(meter.name) || meter.name.equals(World.NEVER_READ)
                ? tend()
                : readings.any(AUTOMATIC, meter);
    }

    private Command start() {
        ModelCredit credit = credit(one -> one.isOrdered() && !sentTo.contains(one.meter));
        sentTo.add(credit.meter);
        readings.sentTo(credit.meter);
        return new Command.StartCredit(AUTOMATIC, credit.meter, credit.creditId);
    }

    private Command settle() {
        ModelCredit credit = credit(ModelCredit::isSent);
        boolean isLoaded = world.meter(credit.meter).hasLoaded(credit.creditId);
        Command.Answer honest = isLoaded ? Command.Answer.ACCEPTED : Command.Answer.REFUSED;
        boolean lies = !isLoaded && chance(10);
        Command.Answer answer = lies ? Command.Answer.ACCEPTED : chance(50) ? Command.Answer.UNKNOWN : honest;
        return new Command.SettleCredit(AUTOMATIC, credit.meter, credit.creditId,
                chance(5) ? credit.attempt + 1 : credit.attempt, answer, "");
    }

    private Command requeue() {
        ModelCredit credit = credit(ModelCredit::isSent);
        return new Command.RequeueCredit(AUTOMATIC, credit.meter, credit.creditId, credit.attempt);
    }

    private Command decideCredit() {
        ModelCredit credit = credit(one -> one.place != ModelCredit.Place.ENDED);
        TrueMeter meter = world.meter(credit.meter);
        boolean inMeter = truthful ? meter.hasLoaded(credit.creditId) : random.nextBoolean();
        meter.meddled |= inMeter != meter.hasLoaded(credit.creditId);
        return new Command.DecideCredit(person(), meter.name, credit.creditId, inMeter, "looked");
    }

    private Command settleOrder() {
        List<Fact.SupplyOrdered> orders = model.figures.orders;
        boolean known = !orders.isEmpty() && chance(90);
        Fact.SupplyOrdered order = known
                ? orders.get(orders.size() - 1 - random.nextInt(Math.min(4, orders.size())))
                : new Fact.SupplyOrdered("e1", "S-999999", Supply.ON, "");
        return new Command.SettleSupply(AUTOMATIC, order.meter(), order.orderId(), any(Command.Answer.values()), "");
    }

    private Command decideFinding() {
        List<Fact.FindingRaised> findings = model.figures.findings;
        boolean known = !findings.isEmpty() && chance(90);
        String meter = known ? findings.getLast().meter() : "e1";
        String id = known ? findings.getLast().findingId() : "F-999999-1";
        return new Command.DecideFinding(person(), meter, id, random.nextBoolean(), "looked");
    }

    private Command correction() {
        String account = World.ACCOUNTS.get(random.nextInt(2));
        long amount = (chance(50) ? 1 : -1) * (1L + random.nextInt(300));
        long other = chance(90) ? -amount : amount;
        AccountType type = chance(95) ? AccountType.REVENUE : AccountType.CREDIT_ON_METER;
        long corrects = chance(90) ? 1 + random.nextInt(model.records.size() + 1) : 999_999;
        return new Command.PostCorrection(person(), key(), corrects, "typed wrongly", List.of(
                new Posting(AccountType.WALLET, account, usd(amount)), new Posting(type, "flat", usd(other))));
    }

    /** The new command; or an old one of its kind once more, with the same contents or with others. */
    private Command again(Kind kind, Command fresh) {
        List<Command> old = model.keys.commands().stream().filter(used -> Kind.of(used) == kind).toList();
        if (old.isEmpty() || chance(75)) {
            return fresh;
        }
        Command one = old.get(random.nextInt(old.size()));
        return chance(60) ? one : Sayings.withKey(fresh, Sayings.key(one).orElseThrow());
    }

    private Command balance() {
        Command fresh = balances.work(person(), AUTOMATIC, key());
        return Sayings.key(fresh).isPresent() ? again(Kind.of(fresh), fresh) : fresh;
    }

    private ModelCredit credit(Predicate<ModelCredit> which) {
        List<ModelCredit> known = model.figures.credits.values().stream().filter(which).toList();
        if (known.isEmpty() || chance(3)) {
            List<ModelCredit> all = List.copyOf(model.figures.credits.values());
            return all.isEmpty() || chance(50) ? NO_CREDIT : all.get(random.nextInt(all.size()));
        }
        return known.get(random.nextInt(known.size()));
    }

    private Money tender() {
        if (chance(6)) {
            return any(new Money[] {usd(0), usd(-5), usd(10_000_000_000_000L), new Money(100, "EUR")});
        }
        return usd(1 + random.nextInt(400));
    }

    private Origin person() {
        return chance(95) ? BY_HAND : AUTOMATIC;
    }

    /** One that may be known. */
    private String plug() {
        return "plug-" + (1 + random.nextInt(plugs + 1));
    }

    private String key() {
        number++;
        return "k-" + number;
    }

    private static Money usd(long amountMinor) {
        return new Money(amountMinor, "USD");
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
