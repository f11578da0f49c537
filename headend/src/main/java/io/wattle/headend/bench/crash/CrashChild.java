package io.wattle.headend.bench.crash;

import io.wattle.headend.bench.BenchLedger;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Unit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The process that is killed: a real ledger with payers and a desk at work. It says what was acknowledged, after that:
 *
 * <pre>
 *  open SEQUENCE HASH                  the ledger is open, in this state
 *  paid SEQUENCE PAYER TURN            a payment, new or repeated
 *  done SEQUENCE FACT METER            anything else
 *  balance TYPE OWNER UNIT VALUE       at the end only
 *  rest SEQUENCE HASH                  nothing more will be done, the state is this
 * </pre>
 *
 * <p>It comes to rest when its parent says a line, or when its turns are over; it ends when its parent is gone.
 */
public final class CrashChild {
    private static final long REST_MAX_S = 300;

    private final Voice voice = new Voice();
    private final Rest rest = new Rest();
    private final ChildTask task;
    private final Answers answers;

    private CrashChild(ChildTask task, Ledger ledger) {
        this.task = task;
        this.answers = new Answers(ledger);
    }

    /** Runs one; the words are those of a task. */
    public static void run(Path directory, List<String> words) throws InterruptedException {
        try (Ledger ledger = BenchLedger.openForCrash(directory)) {
            new CrashChild(ChildTask.of(words), ledger).run();
        }
    }

    private void run() throws InterruptedException {
        sayState("open");
        Thread.ofPlatform().daemon().name("crash-parent").start(this::listen);
        MeterDesk desk = new MeterDesk(answers, voice);
        desk.open();
        List<Thread> payers = new ArrayList<>();
        for (int i = 0; i < PaymentOrder.PAYERS; i++) {
            Payer payer = new Payer(answers, voice, task, i);
            payers.add(work("crash-payer-" + i, () -> payer.run(rest)));
        }
        Thread deskThread = work("crash-desk", () -> desk.run(rest));
        for (Thread payer : payers) {
            payer.join();
        }
        boolean toldToRest = rest.hasBegun();
        rest.begin();
        deskThread.join();
        if (!toldToRest) {
            desk.finish();
            sayBalances();
        }
        sayState("rest");
        if (toldToRest) {
            TimeUnit.SECONDS.sleep(REST_MAX_S); // it is killed long before
        }
    }

    @FunctionalInterface
    private interface Job {
        void run() throws InterruptedException;
    }

    /** A thread whose failure ends the process: the parent then sees that nobody killed it. */
    private static Thread work(String name, Job job) {
        return Thread.ofPlatform().name(name).start(() -> {
            try {
                job.run();
            } catch (InterruptedException | RuntimeException e) {
                System.err.println("wattle: " + name + ": " + e);
                Runtime.getRuntime().halt(1);
            }
        });
    }

    private void listen() {
        try (BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (parent.readLine() != null) {
                rest.begin();
            }
        } catch (IOException e) {
            System.err.println("wattle: the parent cannot be heard: " + e.getMessage());
        }
        Runtime.getRuntime().halt(1);
    }

    private void sayState(String word) throws InterruptedException {
        voice.say(answers.ask(view -> new Object[] {word, view.lastSequence(), view.stateHash()}));
    }

    private void sayBalances() throws InterruptedException {
        for (int i = 0; i < PaymentOrder.METERS; i++) {
            String meter = BenchLedger.meter(i);
            sayBalance(AccountType.WALLET, "A-" + meter, Unit.money("USD"));
            for (AccountType type : List.of(AccountType.CREDIT_IN_TRANSIT, AccountType.CREDIT_ON_METER,
                    AccountType.CONSUMED, AccountType.OPENING_BALANCE)) {
                sayBalance(type, meter, Unit.WATT_HOUR);
            }
        }
        sayBalance(AccountType.CASH, "bench", Unit.money("USD"));
    }

    private void sayBalance(AccountType type, String owner, Unit unit) throws InterruptedException {
        AccountKey account = new AccountKey(type, owner, unit);
        voice.say("balance", type, owner, unit.code(), answers.ask(view -> view.balance(account).value()));
    }
}
