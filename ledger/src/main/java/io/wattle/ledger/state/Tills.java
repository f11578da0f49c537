package io.wattle.ledger.state;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Book;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.TillBytes;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.till.ShiftStatus;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TillSale;
import io.wattle.ledger.till.TillView;
import io.wattle.ledger.till.VendorStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shifts that are not counted, and vendors. For the ledger thread. */
public final class Tills implements TillView {
    public static final int SHIFTS_MAX = 2_000;
    public static final int VENDORS_MAX = 10_000;
    /** Where the money of counted shifts is, of each tender. */
    public static final String VAULT = "VAULT";
    private static final String SHIFT = "SHIFT-";

    /** What a vendor earns, and in which currencies he ever paid in. */
    public record Vendor(String name, int commissionBasisPoints, List<String> currencies) {}

    public final Map<String, ShiftState> shifts = new LinkedHashMap<>();
    public final Map<String, Vendor> vendors = new LinkedHashMap<>();
    private final Book book;

    Tills(Book book) {
        this.book = book;
    }

    public static String shiftId(long sequence) {
        return SHIFT + sequence;
    }

    /** Owner of the account for one tender of a shift, or of the vault. */
    public static String owner(Tender tender, String place) {
        return tender + "/" + place;
    }

    /** Whether an account of that owner would be taken for one of a shift. */
    public static boolean isOfShift(String owner) {
        return owner.contains("/" + SHIFT);
    }

    /** Whether the money of a channel or person of that name would be taken for a shift's or the vault's. */
    public static boolean isOfTill(String name) {
        String path = "/" + name.toUpperCase(Locale.ROOT) + "/";
        return path.contains("/" + SHIFT) || path.contains("/" + VAULT + "/");
    }

    void vendor(String name, int commissionBasisPoints) {
        Vendor before = vendors.get(name);
        vendors.put(name, new Vendor(name, commissionBasisPoints, before == null ? List.of() : before.currencies()));
    }

    void paidIn(Vendor vendor, String currency) {
        TreeSet<String> currencies = new TreeSet<>(vendor.currencies());
        currencies.add(currency);
        vendors.put(vendor.name(), new Vendor(vendor.name(), vendor.commissionBasisPoints(), List.copyOf(currencies)));
    }

    @Override
    public List<ShiftStatus> shifts() {
        return shifts.values().stream().map(ShiftState::status).toList();
    }

    @Override
    public Optional<ShiftStatus> shift(String shiftId) {
        return Optional.ofNullable(shifts.get(shiftId)).map(ShiftState::status);
    }

    @Override
    public List<VendorStatus> vendors() {
        return vendors.values().stream().map(this::status).toList();
    }

    @Override
    public Optional<VendorStatus> vendor(String vendor) {
        return Optional.ofNullable(vendors.get(vendor)).map(this::status);
    }

    private VendorStatus status(Vendor vendor) {
        return new VendorStatus(vendor.name(), vendor.commissionBasisPoints(),
                balances(vendor, AccountType.MERCHANT_ACCOUNT), balances(vendor, AccountType.VENDOR_COMMISSION));
    }

    private List<Money> balances(Vendor vendor, AccountType type) {
        return vendor.currencies()
                .stream()
                .map(currency -> new Money(book.balance(new AccountKey(type, vendor.name(), Unit.money(currency)))
                        .value(), currency))
                .toList();
    }

    /** Everything, for hash and snapshot, in two kinds of record; the others of this name take the same. */
    void writeVendor(Vendor vendor, EntryBytes to) {
        Consumer<String> writer = to::text;
        to.text(vendor.name()).u16(vendor.commissionBasisPoints());
        Lists.write(to, vendor.currencies(), writer);
    }

    void readVendor(EntrySource from) {
        Vendor vendor = new Vendor(from.text(), from.u16(), Lists.read(from, from::text));
        vendors.put(vendor.name(), vendor);
    }

    void readShift(EntrySource from) {
        ShiftState shift = ShiftState.read(from);
        shifts.put(shift.shiftId, shift);
    }
}
