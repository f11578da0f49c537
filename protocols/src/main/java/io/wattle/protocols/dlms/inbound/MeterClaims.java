package io.wattle.protocols.dlms.inbound;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Which connections say that they are which meter, and who waits for one. Of several that claim the same meter the one
 * that was heard last is taken first: an old socket that hangs is heard no more, and one that only claims is found out by
 * the association. Safe for use by many threads.
 */
final class MeterClaims {
    /** Whoever dials in. */
    static final String WHOEVER = "*";

    private static final int CLAIMS_MAX = 4; // connections that say they are the same meter
    private static final int WAITING_MAX = 65_536;

    private final Map<String, Deque<InboundSession>> claims = new HashMap<>();
    /** Who waits, under each name that would do for him, in the order of coming. */
    private final Map<String, Set<Waiter>> waiting = new HashMap<>();
    private int waiters;
    private long came;
    private long heard;
    private boolean closed;

    private record Waiter(long order, Set<String> names, CompletableFuture<Optional<InboundSession>> found) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Waiter waiter && order == waiter.order;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(order);
        }
    }

    /** A time that grows, in the order of what was heard. */
    synchronized long nextHeard() {
        return ++heard;
    }

    /** Takes down that the session says that it is this meter; tells which older claim has to go, if one has. */
    synchronized Optional<InboundSession> claim(String name, InboundSession session) {
        Deque<InboundSession> same = claims.computeIfAbsent(name, _ -> new ArrayDeque<>());
        if (same.contains(session)) {
            return Optional.empty();
        }
        same.add(session);
        return same.size() <= CLAIMS_MAX
                ? Optional.empty()
                : same.stream()
                        .min(Comparator.<InboundSession, Boolean>comparing(one -> one.isProven(name))
                                .thenComparingLong(InboundSession::lastHeard));
    }

    /** The session is gone. */
    synchronized void forget(Collection<String> names, InboundSession session) {
        for (String name : names) {
            Deque<InboundSession> same = claims.get(name);
            if (same != null) {
                same.remove(session);
                if (same.isEmpty()) {
                    claims.remove(name);
                }
            }
        }
    }

    /** Other connections that say they are one of these. */
    synchronized List<InboundSession> rivals(Collection<String> names, InboundSession session) {
        return names.stream()
                .flatMap(name -> claims.getOrDefault(name, new ArrayDeque<>()).stream())
                .filter(other -> other != session)
                .distinct()
                .toList();
    }

    /**
     * A session that is free and is now the caller's; or as soon as there is one, in the order of coming. Whoever waits no
     * longer completes or cancels what he was given, and is forgotten.
     */
    CompletableFuture<Optional<InboundSession>> take(Set<String> names) {
        CompletableFuture<Optional<InboundSession>> found = new CompletableFuture<>();
        Optional<InboundSession> free;
        synchronized (this) {
            free = closed ? Optional.empty() : free(names);
            if (free.isEmpty() && !closed && waiters < WAITING_MAX) {
                Waiter waiter = new Waiter(++came, Set.copyOf(names), found);
                waiters++;
                waiter.names.forEach(name -> waiting.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(waiter));
                var _ = found.whenComplete((_, _) -> forget(waiter));
                return found;
            }
        }
        found.complete(free);
        return found;
    }

    /** How many wait. */
    synchronized int waiters() {
        return waiters;
    }

    private synchronized void forget(Waiter waiter) {
        boolean waited = false;
        for (String name : waiter.names) {
            Set<Waiter> same = waiting.getOrDefault(name, Set.of());
            if (same.contains(waiter)) {
                waited = true;
                same.remove(waiter);
                if (same.isEmpty()) {
                    waiting.remove(name);
                }
            }
        }
        waiters -= waited ? 1 : 0;
    }

    /** The session became free: whoever waits for it gets it. */
    void freed(InboundSession session, Collection<String> names) {
        Optional<Waiter> next;
        synchronized (this) {
            next = Stream.concat(names.stream(), Stream.of(WHOEVER))
                    .flatMap(name -> first(name).stream())
                    .min(Comparator.comparingLong(Waiter::order))
                    .filter(_ -> session.reserve());
            next.ifPresent(this::forget);
        }
        next.ifPresent(waiter -> {
            if (!waiter.found.complete(Optional.of(session))) {
                session.giveBack();
            }
        });
    }

    /** Nobody waits any more. */
    void close() {
        List<Waiter> all;
        synchronized (this) {
            closed = true;
            all = waiting.values().stream().flatMap(Set::stream).distinct().toList();
            waiting.clear();
            waiters = 0;
        }
        all.forEach(waiter -> waiter.found.complete(Optional.empty()));
    }

    private Optional<Waiter> first(String name) {
        return waiting.getOrDefault(name, Set.of()).stream().filter(waiter -> !waiter.found.isDone()).findFirst();
    }

    private Optional<InboundSession> free(Set<String> names) {
        Collection<String> wanted = names.contains(WHOEVER) ? claims.keySet() : names;
        return wanted.stream()
                .flatMap(name -> claims.getOrDefault(name, new ArrayDeque<>()).stream())
                .distinct()
                .sorted(Comparator.comparingLong(InboundSession::lastHeard).reversed())
                .filter(InboundSession::reserve)
                .findFirst();
    }
}
