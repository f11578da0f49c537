package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tells each row of the feature table through the public door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeatureTest {
    private static final Map<String, Features> AREAS = areas();
    private final List<World> worlds = new ArrayList<>();

    @TempDir
    Path folder;

    private static Map<String, Features> areas() {
        Map<String, Features> areas = new LinkedHashMap<>();
        areas.put("accounts", () -> Stream.of(new AccountMoneyFeatures(), new AccountFeatures())
                .flatMap(part -> part.rows().stream())
                .toList());
        areas.put("sales", new SaleFeatures());
        areas.put("tariffs", new TariffFeatures());
        areas.put("till", new TillFeatures());
        areas.put("cards", new CardFeatures());
        areas.put("redemption", new CardRedemptionFeatures());
        areas.put("payments by card", new ProviderFeatures());
        areas.put("balances", () -> Stream.of(new BalanceFeatures(), new EmergencyFeatures())
                .flatMap(part -> part.rows().stream())
                .toList());
        return areas;
    }

    @TestFactory
    Stream<DynamicContainer> shouldKeepThePromiseOfEachRow() {
        return AREAS.entrySet().stream().map(area -> {
            List<World> opened = new ArrayList<>();
            return DynamicContainer.dynamicContainer(area.getKey(), area.getValue()
                    .rows()
                    .stream()
                    .map(row -> DynamicTest.dynamicTest(row.id() + " " + row.promise(),
                            () -> row.check().on(world(area.getKey(), opened)))));
        });
    }

    /** Of accounts, consumption, emergency credit, cards, point of sale, tariffs and account management. */
    @Test
    void shouldTellEveryRowOfVending() {
        Set<String> told = AREAS.values()
                .stream()
                .flatMap(area -> area.rows().stream())
                .map(Feature::id)
                .collect(Collectors.toSet());
        assertThat(told).containsAll(ids(List.of(1, 12, 14, 21, 41, 85, 106, 112, 118, 132)));
    }

    /** From each of two bounds to the next. */
    private static List<String> ids(List<Integer> bounds) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i += 2) {
            IntStream.rangeClosed(bounds.get(i), bounds.get(i + 1)).mapToObj("F%03d"::formatted).forEach(ids::add);
        }
        return ids;
    }

    /** The area's own, started when its first row is told. */
    private World world(String area, List<World> opened) throws Exception {
        if (opened.isEmpty()) {
            World world = World.start(folder.resolve(area));
            opened.add(world);
            worlds.add(world);
        }
        return opened.getFirst();
    }

    @AfterAll
    void closeAll() {
        worlds.forEach(World::close);
    }
}
