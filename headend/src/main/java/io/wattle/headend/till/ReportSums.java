package io.wattle.headend.till;

import io.wattle.headend.store.TillRows.MovementSum;
import io.wattle.headend.store.TillVault;
import io.wattle.headend.till.TillReport.Line;
import io.wattle.headend.till.TillReport.Vault;
import io.wattle.headend.till.TillReport.VendorFloat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the movements of a day together. For one thread. */
final class ReportSums {

    /** How much an account had before an instant, up to an entry. */
    @FunctionalInterface
    interface Before {
        long of(String owner, String currency, Instant from, long sequence);
    }

    /** Of one shift and tender, or of one vendor. */
    private static final class Sum {
        private long sales;
        private long taken;
        private long reversals;
        private long reversed;
        private long received;
        private long handedOut;
        private long corrected;
        private long moved;
        private long commission;
        private long paidIn;
        private long paidOut;
        private @Nullable Long declared;
        private @Nullable Long expected;
        private @Nullable Long counted;

        private void add(MovementSum movement) {
            long amount = movement.amountMinor();
            switch (movement.kind()) {
                case "SALE" -> {
                    sales += movement.movements();
                    taken += amount;
                    commission += movement.commissionMinor();
                }
                case "REVERSAL" -> {
                    reversals += movement.movements();
                    reversed += amount;
                    commission += movement.commissionMinor();
                }
                case "RECEIPT" -> received += amount;
                case "PAYOUT" -> handedOut += amount;
                case "VAULT" -> corrected += amount;
                case "FLOAT" -> moved += amount;
                case "DECLARED" -> declared = amount;
                case "COUNTED" -> {
                    counted = (counted == null ? 0 : counted) + amount;
                    expected = (expected == null ? 0 : expected) + movement.expectedMinor();
                }
                case "TOP_UP" -> paidIn += amount;
                case "COMMISSION" -> paidOut += amount;
                default -> throw new IllegalStateException("unknown kind of movement: " + movement.kind());
            }
        }

        /** By how much the account of the drawer changed; it falls as the drawer fills. */
        private long drawerChange() {
            return (expected == null ? 0 : expected) - moved - taken - received + reversed + handedOut;
        }

        /** What came into the vault. */
        private long vaultChange() {
            return (counted == null ? 0 : counted) + paidIn + corrected - moved;
        }

        private long floatChange() {
            return paidIn + paidOut - taken + reversed;
        }
    }

    private record ShiftKey(String cashier, @Nullable String vendor, String till, String shiftId, String tender,
            String currency) {}

    private final Map<ShiftKey, Sum> shifts = new LinkedHashMap<>();
    private final Map<List<String>, Sum> vaults = new LinkedHashMap<>();
    private final Map<List<String>, Sum> vendors = new LinkedHashMap<>();

    ReportSums(List<MovementSum> movements) {
        for (MovementSum movement : movements) {
            String shiftId = movement.shiftId();
            String vendor = movement.vendor();
            String tender = Objects.requireNonNullElse(movement.tender(), "");
            boolean ofVendorAlone = movement.kind().equals("TOP_UP") || movement.kind().equals("COMMISSION");
            if (shiftId != null && movement.cashier() != null && movement.till() != null && !ofVendorAlone) {
                shifts.computeIfAbsent(new ShiftKey(movement.cashier(), vendor, movement.till(), shiftId,
                        tender, movement.currency()), _ -> new Sum()).add(movement);
            }
            if (ofVault(movement)) {
                vaults.computeIfAbsent(List.of(TillVault.owner(tender), movement.currency()), _ -> new Sum())
                        .add(movement);
            }
            if (vendor != null && !movement.kind().equals("DECLARED")) {
                vendors.computeIfAbsent(List.of(vendor, movement.currency()), _ -> new Sum()).add(movement);
            }
        }
    }

    private static boolean ofVault(MovementSum movement) {
        return switch (movement.kind()) {
            case "FLOAT", "COUNTED", "TOP_UP", "VAULT" -> true;
            default -> false;
        };
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        shifts.forEach((key, sum) -> lines.add(new Line(key.cashier(), key.vendor(), key.till(), key.shiftId(),
                key.tender(), key.currency(), sum.sales, sum.taken, sum.reversals, sum.reversed, sum.received,
                sum.handedOut, sum.moved,
                sum.declared, sum.expected, sum.counted, difference(sum), sum.commission)));
        return lines;
    }

    private static @Nullable Long difference(Sum sum) {
        return sum.counted == null || sum.expected == null ? null : Long.valueOf(sum.counted - sum.expected);
    }

    /** By how much the lines say that each drawer's account changed. */
    Map<List<String>, Long> drawers() {
        Map<List<String>, Long> drawers = new LinkedHashMap<>();
        shifts.forEach((key, sum) -> {
            if (key.vendor() == null) {
                drawers.put(List.of(key.tender() + "/" + key.shiftId(), key.currency()), sum.drawerChange());
            }
        });
        return drawers;
    }

    /** By how much the movements say that each of the vault's accounts changed. */
    Map<List<String>, Long> vaults() {
        Map<List<String>, Long> changes = new LinkedHashMap<>();
        vaults.forEach((key, sum) -> changes.put(key, -sum.vaultChange()));
        return changes;
    }

    /** CASH falls where money is. */
    List<Vault> vaults(Before before, Instant from, long sequence) {
        List<Vault> lines = new ArrayList<>();
        vaults.forEach((key, sum) -> {
            long opening = -before.of(key.getFirst(), key.getLast(), from, sequence);
            lines.add(new Vault(TillVault.tender(key.getFirst()).orElseThrow().name(), key.getLast(), opening,
                    sum.moved,
                    sum.counted == null ? 0 : sum.counted, sum.paidIn, sum.corrected, opening + sum.vaultChange()));
        });
        return lines;
    }

    /** By how much they say that each vendor's float changed. */
    Map<List<String>, Long> floats() {
        Map<List<String>, Long> floats = new LinkedHashMap<>();
        vendors.forEach((key, sum) -> floats.put(key, sum.floatChange()));
        return floats;
    }

    List<VendorFloat> vendors(Before before, Instant from, long sequence) {
        List<VendorFloat> floats = new ArrayList<>();
        vendors.forEach((key, sum) -> {
            long opening = before.of(key.getFirst(), key.getLast(), from, sequence);
            floats.add(new VendorFloat(key.getFirst(), key.getLast(), opening, sum.paidIn, sum.taken, sum.reversed,
                    sum.paidOut, opening + sum.floatChange()));
        });
        return floats;
    }
}
