package io.wattle.headend;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which package uses which, and whether one can come back to where one started. */
record PackageArrows(SortedMap<String, TreeSet<String>> uses) {

    static PackageArrows of(Collection<SourceFile> files) {
        SortedMap<String, TreeSet<String>> uses = new TreeMap<>();
        for (SourceFile file : files) {
            uses.computeIfAbsent(file.packageName(), any -> new TreeSet<>()).addAll(file.packagesUsed());
        }
        return new PackageArrows(uses);
    }

    /** The shortest way from any package back to itself, both ends named. */
    Optional<List<String>> cycle() {
        return uses.keySet()
                .stream()
                .flatMap(start -> wayBack(start).stream())
                .min(Comparator.comparingInt(List::size));
    }

    private Optional<List<String>> wayBack(String start) {
        Set<String> seen = new HashSet<>();
        Deque<List<String>> ways = new ArrayDeque<>(List.of(List.of(start)));
        while (!ways.isEmpty()) {
            List<String> way = ways.remove();
            for (String next : uses.getOrDefault(way.getLast(), new TreeSet<>())) {
                if (next.equals(start)) {
                    return Optional.of(longer(way, next));
                }
                if (seen.add(next)) {
                    ways.add(longer(way, next));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> longer(List<String> way, String next) {
        return Stream.concat(way.stream(), Stream.of(next)).toList();
    }
}
