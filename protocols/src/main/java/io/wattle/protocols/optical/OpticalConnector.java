package io.wattle.protocols.optical;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.optical.model.MeterMaps;
import io.wattle.protocols.optical.session.TroubleCounts;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks to meters over optical probes and on RS-485; addresses as {@link OpticalAddress} says. One conversation at a time
 * on each line, in the order in which they came; each has a thread of its own. Safe for use by many threads. Whoever makes
 * it closes it.
 */
public final class OpticalConnector implements MeterConnector {
    private final OpticalSettings settings;
    private final MeterMaps maps;
    private final PasswordSource passwords;
    private final InstantSource clock;
    private final LineOpener opener;
    private final TroubleCounts troubles = new TroubleCounts();
    /** One turnstile a line; as many as there are ports in addresses. */
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final Set<OpticalLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean closed;

    /** Opens a line by its port's name. */
    @FunctionalInterface
    public interface LineOpener {
        SerialLine open(String port) throws IOException;
    }

    /** @param clock stamps readings */
    public OpticalConnector(OpticalSettings settings, MeterMaps maps, PasswordSource passwords, InstantSource clock) {
        this(settings, maps, passwords, clock, port -> SerialPorts.open(port, settings.session()
                .responseTime()
                .multipliedBy(2)));
    }

    /** @param opener for who wants to watch the line, such as a progress bar */
    public OpticalConnector(OpticalSettings settings, MeterMaps maps, PasswordSource passwords, InstantSource clock,
            LineOpener opener) {
        this.settings = settings;
        this.maps = maps;
        this.passwords = passwords;
        this.clock = clock;
        this.opener = opener;
    }

    /** One of {@link OpticalAddress#SCHEMES}, all of which it serves. */
    @Override
    public String scheme() {
        return "optical";
    }

    /** What went wrong on lines so far, also where a repetition mended it. */
    public TroubleCounts troubles() {
        return troubles;
    }

    @Override
    public CompletionStage<Outcome<MeterLink>> open(MeterAddress address) {
        OpticalAddress parsed;
        try {
            parsed = OpticalAddress.parse(address.uri());
        } catch (IllegalArgumentException bad) {
            return refused(Refusal.BAD_ADDRESS, String.valueOf(bad.getMessage()));
        }
        if (parsed.model().isPresent() && maps.named(parsed.model().get()).isEmpty()) {
            return refused(Refusal.BAD_ADDRESS, "there is no map named " + parsed.model().get());
        }
        if (closed) {
            return refused(Refusal.UNREACHABLE, "connector is closed");
        }
        if (taken.incrementAndGet() > settings.linksMax()) {
            taken.decrementAndGet();
            return refused(Refusal.BUSY, settings.linksMax() + " conversations are open already");
        }
        CompletableFuture<Outcome<MeterLink>> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("optical-" + parsed.port()).start(() -> converse(address, parsed, answer));
        return answer;
    }

    private void converse(MeterAddress meter, OpticalAddress address, CompletableFuture<Outcome<MeterLink>> answer) {
        Semaphore turn = turns.computeIfAbsent(address.port(), _ -> new Semaphore(1, true));
        try {
            if (!turn.tryAcquire(settings.turn().toMillis(), TimeUnit.MILLISECONDS)) {
                answer.complete(Outcome.refused(Refusal.BUSY, "another conversation holds the line"));
                return;
            }
            try (SerialLine line = opener.open(address.port())) {
                serve(new OpticalLink(meter, address, line,
                        new OpticalTalk(address.session(settings.session()), maps, passwords, clock, troubles),
                        settings.idle()), answer);
            } finally {
                turn.release();
            }
        } catch (IOException e) {
            answer.complete(Outcome.refused(Refusal.UNREACHABLE, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.complete(Outcome.refused(Refusal.UNREACHABLE, "interrupted"));
        } catch (RuntimeException bug) {
            answer.complete(Outcome.refused(Refusal.UNREACHABLE,
                    "the line cannot be opened: " + bug.getClass().getSimpleName()));
        } finally {
            taken.decrementAndGet();
        }
    }

    private void serve(OpticalLink link, CompletableFuture<Outcome<MeterLink>> answer) {
        links.add(link);
        // Closing ends those that it finds; this one may have come too late to be found.
        if (closed) {
            link.close();
        }
        answer.complete(closed ? Outcome.refused(Refusal.UNREACHABLE, "connector is closed") : Outcome.done(link));
        try {
            link.serve();
        } finally {
            links.remove(link);
        }
    }

    @Override
    public void close() {
        closed = true;
        links.forEach(OpticalLink::close);
    }

    private static CompletionStage<Outcome<MeterLink>> refused(Refusal reason, String detail) {
        return CompletableFuture.completedFuture(Outcome.refused(reason, detail));
    }
}
