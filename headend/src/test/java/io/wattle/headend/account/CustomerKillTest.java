package io.wattle.headend.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.ledger.EntryReader;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the head-end is killed, whoever was saved can be read, and whoever was forgotten cannot. */
@Timeout(120)
class CustomerKillTest {
    private static final int KILLS = 3;

    @TempDir
    Path folder;
    private final Set<String> saved = new HashSet<>();
    private final Set<String> erased = new HashSet<>();

    @Test
    void shouldLoseNobodyWhoWasSavedAndKeepNobodyWhoWasForgotten() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CustomerKillTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            runAndKill(1 + random.nextInt(40));
            check();
        }
    }

    private void runAndKill(int lines) throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, CustomerChild.class, List.of(folder.toString()))) {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5)).until(() -> {
                assertThat(child.isAlive()).as(() -> errors()).isTrue();
                return child.lines().size() >= lines;
            });
            assertThat(child.kill()).isEqualTo(ChildProcess.KILLED);
            for (String line : child.lines()) {
                String[] words = line.split(" ");
                int first = Integer.parseInt(words[1]);
                if (words[0].equals("saved")) {
                    saved.addAll(CustomerChild.lot(first));
                } else {
                    erased.add(CustomerChild.name(first));
                }
            }
        }
    }

    private void check() throws InterruptedException {
        try (Ledger ledger = CustomerChild.ledger(folder);
                AccountOffice office = CustomerChild.office(folder, ledger)) {
            Set<String> gone = Set.copyOf(ledger.ask(view -> view.accounts().erasedCustomers()).join());
            assertThat(gone).containsAll(erased);
            Map<String, Sealed> known = known(ledger);
            assertThat(known.keySet()).containsAll(saved);
            known.forEach((customer, sealed) -> assertThat(
                    office.person(customer, sealed.bytes()).map(Person::name)).as(customer)
                    .isEqualTo(gone.contains(customer) ? Optional.empty() : Optional.of("Name of " + customer)));
        }
    }

    /** All that is in the journal, acknowledged or not. */
    private static Map<String, Sealed> known(Ledger ledger) throws InterruptedException {
        Map<String, Sealed> known = new LinkedHashMap<>();
        long last = ledger.ask(view -> view.lastSequence()).join();
        try (EntryReader reader = ledger.follow(0)) {
            for (long sequence = 1; sequence <= last; sequence++) {
                LedgerEntry entry = reader.next(Duration.ofSeconds(10)).orElseThrow();
                for (Fact fact : entry.facts()) {
                    if (fact instanceof AccountFact.CustomerSaved f) {
                        known.put(f.customer().customer(), f.customer().personal());
                    }
                }
            }
        }
        return known;
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("child-errors.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
