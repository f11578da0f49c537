package io.wattle.headend.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.card.CardBatchStatus;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.card.CardStatus;
import io.wattle.ledger.entry.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** F047: whenever the head-end is killed while it makes and hands out batches, no number gets out twice, and none is lost
 * without a way on. */
@Timeout(300)
class BatchKillTest {
    private static final int KILLS = 6;

    @TempDir
    Path folder;

    @Test
    void shouldHandOutEachBatchOnceWheneverItIsKilledF047() throws Exception {
        long seed = System.nanoTime();
        System.out.println("BatchKillTest seed " + seed);
        Random random = new Random(seed);
        PrinterOffice printer = PrinterOffice.open(folder.resolve("printer"));
        CardKey.create(folder.resolve("card.key")).close();
        Set<String> handed = new HashSet<>();
        for (int i = 0; i < KILLS; i++) {
            handed.addAll(runAndKill(1 + random.nextInt(6), random.nextInt(60)));
            check(printer, handed);
        }
    }

    /** Answers the batches that the child says it has handed out. */
    private Set<String> runAndKill(int lines, int moreMs) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(System.getProperty("wattle.jvm.flags", "").strip().split("\\s+")));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                BatchChild.class.getName(), folder.toString()));
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process child = new ProcessBuilder(command).redirectOutput(said.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(child.isAlive()).as(this::errors).isTrue();
                return Files.readAllLines(said).size() >= lines;
            });
            assertThat(child.waitFor(moreMs, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            child.destroyForcibly().onExit().join();
        }
        return Files.readAllLines(said)
                .stream()
                .filter(line -> line.startsWith("handed "))
                .map(line -> line.substring("handed ".length()))
                .collect(Collectors.toSet());
    }

    private void check(PrinterOffice printer, Set<String> handed) throws Exception {
        try (Ledger ledger = BatchChild.ledger(folder); CardOffice office = BatchChild.office(folder, ledger)) {
            CardKey key = CardKey.read(folder.resolve("card.key"));
            int waiting = 0;
            int unfinished = 0;
            for (CardBatchStatus status : ledger.ask(view -> view.cardBatches()).join()) {
                String batchId = status.batch().batchId();
                assertThat(status.exported() || !handed.contains(batchId)).as("%s was handed out", batchId).isTrue();
                BatchMaker.Handed again = office.batches().export(BatchChild.ANN, "check-" + batchId, batchId);
                if (again instanceof BatchMaker.Handed.Out(BatchMaker.Export export)) {
                    waiting++;
                    assertThat(status.exported()).isFalse();
                    assertThat(handed.add(batchId)).isTrue();
                    requireAll(printer.read(export.armored()), status, key, ledger);
                } else if (!status.exported() && !status.voided()) {
                    unfinished++;
                    assertThat(office.batches().voidBatch(BatchChild.ANN, "void-" + batchId, batchId, "killed"))
                            .isInstanceOf(Outcome.Accepted.class);
                }
            }
            System.out.println("BatchKillTest: " + waiting + " batches were still to be handed out, "
                    + unfinished + " unfinished");
            try (Stream<Path> files = Files.list(folder.resolve("cards"))) {
                assertThat(files).as("a file that is no longer needed").isEmpty();
            }
        }
    }

    private static void requireAll(List<String> lines, CardBatchStatus status, CardKey key, Ledger ledger) {
        assertThat(lines).hasSize(status.batch().range().count() + 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] card = line.split(",");
            CardHash hash = key.hash(CardNumber.parse(card[1]).orElseThrow());
            assertThat(ledger.ask(view -> view.card(hash)).join().map(CardStatus::serial))
                    .isEqualTo(CardSerial.parse(card[0]));
        }
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
