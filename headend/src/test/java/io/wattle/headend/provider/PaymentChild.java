package io.wattle.headend.provider;

import io.wattle.headend.bench.ChildJvm;
import io.wattle.headend.follow.EntryFollower;
import io.wattle.headend.provider.ProviderConfig.Kind;
import io.wattle.headend.provider.ProviderConfig.Pauses;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process that is killed while customers pay. Three pay for each meter at once, until it takes no more, and of the last
 * three only one finds room: so some of it is sold, some let go, and some given back. Another never pays.
 */
final class PaymentChild {
    private static final long NEVER_PAID = 50;
    private static final Origin BY = Origin.automatic("child", "test");

    private PaymentChild() {}

    /** The folder, the provider, a number that no child had before, and {@code pay} or {@code finish}. */
    public static void main(String[] args) throws InterruptedException {
        ChildJvm.endWithParent();
        InstantSource clock = InstantSource.system();
        Duration second = Duration.ofSeconds(1);
        URI uri = URI.create(args[1]);
        ProviderConfig config = new ProviderConfig(Kind.GATEWAY, "gateway", Optional.of(uri),
                Optional.of(ProviderDoor.PROVIDER_TOKEN), Optional.empty(), Optional.empty(), second, second, second,
                Set.of(), new Pauses(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100)));
        Ledger ledger = Ledger.open(LedgerConfig.of(Path.of(args[0]).resolve("journal"),
                Map.of(Unit.Kind.ENERGY, new FlatRate("flat", "USD", 20))), clock);
        GatewayProvider gateway = new GatewayProvider("gateway", uri, config.token(), second);
        PaymentDesk desk = new PaymentDesk(ledger, gateway, config, clock);
        EntryFollower.start("desk", ledger, ledger.ask(view -> view.lastSequence()).join(),
                entries -> entries.forEach(desk::follow));
        desk.resume();
        for (int meter = 0; args[3].equals("pay"); meter++) {
            pay(ledger, desk, "m-" + args[2] + "-" + meter);
        }
        while (openPayments(ledger) > 0) {
            park();
        }
        System.out.println("sold " + -ledger.ask(view -> view.balance(new AccountKey(AccountType.CASH, "card-provider",
                Unit.money("USD")))).join().value());
    }

    private static void pay(Ledger ledger, PaymentDesk desk, String meter) throws InterruptedException {
        ledger.submit(new Command.RegisterMeter(BY, meter, "a-" + meter, Unit.WATT_HOUR, Unit.WATT_HOUR)).join();
        begin(desk, meter, NEVER_PAID, Optional.empty());
        for (int round = 0; round < 5; round++) {
            for (int customer = round == 0 ? 1 : 0; customer < 3; customer++) {
                begin(desk, meter, 101 + round * 7 + customer, Optional.of("tok-" + customer));
            }
            while (ledger.ask(view -> view.providerPayments()
                    .open()
                    .stream()
                    .anyMatch(one -> one.meter().equals(meter) && one.amount().amountMinor() != NEVER_PAID)).join()) {
                park();
            }
        }
    }

    private static void begin(PaymentDesk desk, String meter, long amountMinor, Optional<String> card) {
        desk.begin(BY, References.fresh(), meter, new Checkout(References.fresh(), new Money(amountMinor, "USD"), card,
                Optional.empty(), Optional.empty())).join();
    }

    private static int openPayments(Ledger ledger) {
        return ledger.ask(view -> view.providerPayments().open().size()).join();
    }

    private static void park() throws InterruptedException {
        new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS);
    }
}
