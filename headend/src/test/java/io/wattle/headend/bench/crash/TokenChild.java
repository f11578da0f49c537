package io.wattle.headend.bench.crash;

import io.wattle.headend.bench.ChildJvm;
import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.ModuleDescription.Kind;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.offline.TidFile;
import io.wattle.headend.sts.setup.SecurityModules;
import io.wattle.headend.sts.setup.StsConfig;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The process that is killed while it makes tokens and gives out identifiers. It says each that somebody could have seen:
 *
 * <pre>
 *  token NUMBER DIGITS     the token of the message id with that number
 *  tid PAN MINUTES         an identifier from the file of {@code wattle sts issue}
 * </pre>
 */
final class TokenChild {
    /** So few that the memory changes its files while it is killed. */
    static final int RESULTS_MIN = 100;
    private static final int THREADS = 4;
    private static final int ASKED_AT_ONCE = 2; // each message id by so many threads
    private static final int METERS = 50;
    private static final int METERS_WITH_TIDS = 3;
    /** Stands still: that identifiers rise is the file's work. */
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:30Z");
    private static final Voice VOICE = new Voice();

    private TokenChild() {}

    /** The folder, and the number of the first message id to ask for. */
    public static void main(String[] args) throws InterruptedException {
        ChildJvm.endWithParent();
        Path folder = Path.of(args[0]);
        AtomicInteger next = new AtomicInteger(Integer.parseInt(args[1]) * ASKED_AT_ONCE);
        StsConfig config = new StsConfig(Kind.SOFTWARE, Optional.of(keystore(folder)), Optional.empty(),
                Optional.empty(), Optional.empty(), folder.resolve("memory"), RESULTS_MIN);
        try (TidFile tids = TidFile.open(folder.resolve("tids"));
                SecurityModule module = SecurityModules
                        .open(config, Map.of(StsConfig.PASSPHRASE_VARIABLE, StsTestKeys.PASSPHRASE))
                        .orElseThrow()) {
            List<Thread> all = new ArrayList<>();
            all.add(work(() -> giveIdentifiers(tids)));
            for (int i = 0; i < THREADS; i++) {
                all.add(work(() -> issue(module, next)));
            }
            for (Thread one : all) {
                one.join();
            }
        }
    }

    static Path keystore(Path folder) {
        return folder.resolve("keys");
    }

    /** A thread whose failure ends the process: the parent then sees that nobody killed it. */
    private static Thread work(Runnable job) {
        return Thread.ofPlatform().start(() -> {
            try {
                while (true) {
                    job.run();
                }
            } catch (RuntimeException e) {
                System.err.println("failed: " + e);
                Runtime.getRuntime().halt(1);
            }
        });
    }

    private static void issue(SecurityModule module, AtomicInteger next) {
        int number = next.getAndIncrement() / ASKED_AT_ONCE;
        KeyIdentity meter = StsTestKeys.meter(number % METERS);
        Issuance made = module.issueCredit("P-" + number, meter, new TokenIdentifier(number),
                new Credit.Units(Service.ELECTRICITY, new AmountCode(100)));
        if (!(made instanceof Issued issued)) {
            throw new IllegalStateException("no token: " + made);
        }
        VOICE.say("token", number, issued.tokens().getFirst().digits());
    }

    private static void giveIdentifiers(TidFile tids) {
        for (int i = 0; i < METERS_WITH_TIDS; i++) {
            KeyIdentity meter = StsTestKeys.meter(i);
            VOICE.say("tid", meter.pan().digits(),
                    tids.take(meter.pan(), BaseDate.BD2014, NOW, ZoneOffset.UTC).minutes());
        }
    }
}
