package io.wattle.ledger.state;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntryMalformed;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.ProviderBytes;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The whole state as bytes, and back. There is no other form: the state hash is the SHA-256 of these bytes and a snapshot
 * holds them, so that nothing can be hashed and forgotten, or kept and not hashed.
 *
 * <p>A row of records: length (i32), kind (u8), contents; the last one is an end. Each type of thing writes and reads
 * itself, in one place: a new field goes there and nowhere else. What follows from the rest (which credits are open) is
 * not written. The order is that in which things came to be, so that the same history gives the same bytes.
 *
 * <p>For the thread that owns the state.
 */
public final class StateCodec {
    /** Of all kinds below; another version is refused, and the state is made from the journal instead. */
    static final int VERSION = 7;
    /** Far above the largest thing; a length beyond it is damage. */
    private static final int RECORD_BYTES_MAX = 1 << 20;

    private static final int HEAD = 1;
    private static final int ACCOUNT = 2;
    private static final int OVERDRAFT = 3;
    private static final int METER = 4;
    private static final int CREDIT = 5;
    private static final int ORDER = 6;
    private static final int KEY = 7;
    private static final int ENDED_CREDIT = 8;
    private static final int ENDED_ORDER = 9;
    private static final int FINDING = 10;
    private static final int ENDED_FINDING = 11;
    private static final int CARD_BATCH = 20;
    private static final int CARDS = 21;
    private static final int CUSTOMER = 50;
    private static final int LOCATION = 51;
    private static final int CUSTOMER_ACCOUNT = 52;
    private static final int MASTER = 53;
    private static final int DEBTS = 22;
    private static final int TARIFF = 40;
    private static final int TARIFF_ACTIVE = 41;
    private static final int SHIFT = 60;
    private static final int RECENT_SALE = 61;
    private static final int VENDOR = 62;
    private static final int PROVIDER_PAYMENT = 65;
    private static final int SERVER_METER = 70;
    private static final int DRAWN_BY_USAGE = 85;
    private static final int GIVEN_MONEY = 90;
    private static final int IMPORT = 102;
    private static final int IMPORT_PIECE = 103;
    private static final int SUPPLY_LIMIT = 120;
    private static final int FORGOTTEN_BUYER = 121;
    private static final int END = 255;

    private StateCodec() {}

    /** Writes the state, record by record. */
    public static void write(LedgerState state, OutputStream out) throws IOException {
        try {
            new Writer(out).write(state);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads a state up to its end, and no further.
     *
     * @throws EntryMalformed if the bytes are no state of this version
     * @throws IOException if they cannot be read, or end too early
     */
    public static LedgerState read(InputStream in) throws IOException {
        DataInputStream records = new DataInputStream(in);
        LedgerState state = new LedgerState();
        EntrySource record = next(records, state);
        int kind = record.u8();
        while (kind != END) {
            read(kind, record, state);
            record.requireEnd();
            record = next(records, state);
            kind = record.u8();
        }
        record.requireEnd();
        state.restoreRest();
        return state;
    }

    private static EntrySource next(DataInputStream records, LedgerState state) throws IOException {
        int length = records.readInt();
        if (length < 1 || length > RECORD_BYTES_MAX) {
            throw new IOException("a record of the state must be 1.." + RECORD_BYTES_MAX + " bytes, was: " + length);
        }
        byte[] bytes = new byte[length];
        records.readFully(bytes);
        boolean holdsNames = bytes[0] == ACCOUNT || bytes[0] == METER || bytes[0] == LOCATION
                || bytes[0] == CUSTOMER_ACCOUNT; // and hardly any other text
        return holdsNames ? new EntrySource(bytes, state.names::same) : new EntrySource(bytes);
    }

    private static void read(int kind, EntrySource from, LedgerState state) {
        switch (kind) {
            case HEAD -> readHead(from, state);
            case ACCOUNT -> state.book.restore(readAccount(from), from.i64());
            case DRAWN_BY_USAGE -> state.book.letUsageDraw(readAccount(from));
            case OVERDRAFT -> state.book.allowOverdraft(readAccount(from), from.i64());
            case METER -> state.restore(MeterBytes.read(from));
            case CREDIT -> state.restore(CreditState.read(from));
            case ORDER -> state.restore(OrderState.read(from));
            case KEY -> state.keys.restore(
                    new long[] {from.i64(), from.i64(), from.i64(), from.i64(), from.i64(), from.i64()});
            case ENDED_CREDIT -> state.endedCredits.add(from.text(), from.instant());
            case ENDED_ORDER -> state.endedOrders.add(from.text(), from.instant());
            case FINDING -> state.findings.restore(FindingState.read(from));
            case IMPORT -> state.imports.read(from);
            case IMPORT_PIECE -> state.imports.readPiece(from);
            case CARD_BATCH -> state.cards.readBatch(from);
            case CARDS -> state.cards.readRow(from);
            case CUSTOMER -> state.accounts.customers.add(CustomerState.read(from));
            case LOCATION -> state.accounts.locations.add(LocationState.read(from));
            case CUSTOMER_ACCOUNT -> state.accounts.accounts.add(AccountState.read(from, state.accounts));
            case MASTER -> state.accounts.restoreMaster(from.text(), from.text());
            case DEBTS -> state.debts.restore(from.text(), AccountDebts.read(from));
            case ENDED_FINDING -> state.findings.restoreEnded(from.text());
            case SERVER_METER -> state.restore(ServerMeter.read(from));
            case FORGOTTEN_BUYER -> state.cards.forgetBuyer(new CardRange(from.i32(), from.i32()), from.i64());
            case SUPPLY_LIMIT -> state.limits.read(from);
            case GIVEN_MONEY -> state.given.read(from);
            case TARIFF -> state.tariffs.readVersion(from);
            case TARIFF_ACTIVE -> state.tariffs.readActive(from);
            case SHIFT -> state.tills.readShift(from);
            case RECENT_SALE -> state.recentSales.read(from);
            case VENDOR -> state.tills.readVendor(from);
            case PROVIDER_PAYMENT -> state.providerPayments.put(ProviderBytes.readPayment(from));
            default -> throw from.malformed("unknown kind of record in a state: " + kind);
        }
    }

    private static void readHead(EntrySource from, LedgerState state) {
        int version = from.u16();
        if (version != VERSION) {
            throw from.malformed("unknown version of the state: " + version);
        }
        state.restore(from.i64(), from.instant());
    }

    private static AccountKey readAccount(EntrySource from) {
        int number = from.u8();
        AccountType type = AccountType.ofNumber(number)
                .orElseThrow(() -> from.malformed("unknown account type " + number));
        return new AccountKey(type, from.text(), from.unit());
    }

    /** Uses one buffer for all records. */
    private static final class Writer {
        private final OutputStream out;
        private final EntryBytes record = new EntryBytes();
        private final EntryBytes length = new EntryBytes();

        Writer(OutputStream out) {
            this.out = out;
        }

        void write(LedgerState state) {
            record(HEAD, to -> to.u16(VERSION).i64(state.lastSequence()).instant(state.lastTime()));
            state.book.forEach((account, balance) -> account(ACCOUNT, account, balance));
            state.book.forEachDrawnByUsage(wallet -> record(DRAWN_BY_USAGE, to -> name(wallet, to)));
            state.servers.all().forEach(server -> record(SERVER_METER, server::write));
            state.limits.forEach(kept -> record(SUPPLY_LIMIT, to -> SupplyLimits.write(kept, to)));
            state.given.all().forEach(wallet -> record(GIVEN_MONEY, to -> state.given.write(wallet, to)));
            state.book.forEachOverdraft((account, most) -> account(OVERDRAFT, account, most));
            state.accounts.customers.all().forEach(customer -> record(CUSTOMER, customer::write));
            state.accounts.locations.all().forEach(location -> record(LOCATION, location::write));
            state.accounts.accounts.all().forEach(account -> record(CUSTOMER_ACCOUNT, account::write));
            state.accounts.forEachMaster((account, master) -> record(MASTER, to -> to.text(account).text(master)));
            state.meters.all().forEach(meter -> record(METER, to -> MeterBytes.write(meter, to)));
            state.credits.values().forEach(credit -> record(CREDIT, credit::write));
            state.orders.values().forEach(order -> record(ORDER, order::write));
            state.keys.forEachRow(row -> record(KEY, to -> Arrays.stream(row).forEach(to::i64)));
            state.endedCredits.forEach((id, at) -> record(ENDED_CREDIT, to -> to.text(id).instant(at)));
            state.endedOrders.forEach((id, at) -> record(ENDED_ORDER, to -> to.text(id).instant(at)));
            state.findings.all().forEach(finding -> record(FINDING, finding::write));
            state.findings.ended().forEach(id -> record(ENDED_FINDING, to -> to.text(id)));
            state.cards.batches().forEach(batch -> record(CARD_BATCH, batch::write));
            state.cards.rows().forEach(first -> record(CARDS, to -> state.cards.writeRow(to, first)));
            state.cards.forEachForgotten((range, sequence) -> record(FORGOTTEN_BUYER,
                    to -> to.i32(range.first()).i32(range.last()).i64(sequence)));
            state.debts.forEach((account, debts) -> record(DEBTS, to -> debts.write(to.text(account))));
            state.tariffs.versions().forEach(version -> record(TARIFF, to -> TariffBook.write(version, to)));
            state.tariffs.active().forEach(plan -> record(TARIFF_ACTIVE, to -> TariffBook.writeActive(plan, to)));
            state.tills.shifts.values().forEach(shift -> record(SHIFT, shift::write));
            state.recentSales.all().forEach(sale -> record(RECENT_SALE, to -> RecentSales.write(sale, to)));
            state.tills.vendors.values().forEach(one -> record(VENDOR, to -> state.tills.writeVendor(one, to)));
            state.providerPayments.forEach(
                    payment -> record(PROVIDER_PAYMENT, to -> ProviderBytes.write(payment, to)));
            writeImports(state.imports);
            record(END, to -> {
            });
        }

        private void writeImports(Imports imports) {
            if (!imports.isNothing()) {
                record(IMPORT, imports::write);
                imports.forEachPiece(piece -> record(IMPORT_PIECE, to -> to.bytes(piece)));
            }
        }

        private void account(int kind, AccountKey account, long value) {
            record(kind, to -> name(account, to).i64(value));
        }

        private static EntryBytes name(AccountKey account, EntryBytes to) {
            return to.u8(account.type().number()).text(account.owner()).unit(account.unit());
        }

        private void record(int kind, Consumer<EntryBytes> contents) {
            record.clear();
            length.clear();
            contents.accept(record.u8(kind));
            try {
                length.i32(record.length()).writeTo(out);
                record.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
