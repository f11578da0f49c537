package io.wattle.headend.demo;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.KeyWords;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.headend.registry.TokenColumns;
import io.wattle.headend.registry.TokenKeys;
import io.wattle.ledger.token.TokenTerms;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.Locale;

/**
 * A simulated fleet on disk: what its meters remember, and the two files by which a head-end knows them.
 *
 * @param meters CSV for the registry
 * @param keys the meters' keys, readable by the owner only
 * @param memory the meters' own non-volatile memory
 */
public record FleetFiles(Path meters, Path keys, Path memory) {

    /** The files of a folder, which is made if missing. */
    public static FleetFiles in(Path folder) {
        try {
            Files.createDirectories(folder);
            return new FleetFiles(folder.resolve("meters.csv"), folder.resolve("keys.txt"),
                    folder.resolve("fleet-memory"));
        } catch (IOException e) {
            throw new BadFileException(folder, 0, "cannot be made: " + e);
        }
    }

    /** Writes both lists for a fleet, each meter over DLMS. */
    public void write(Fleet fleet) {
        write(fleet, FleetMeter::uri);
    }

    /** Writes both lists for a fleet, with addresses of another kind. */
    public void write(Fleet fleet, Function<FleetMeter, URI> uriOf) {
        boolean someTakeTokens = fleet.meters().stream().anyMatch(meter -> meter.firstKey().isPresent());
        StringBuilder list = new StringBuilder("serial,account,service,uri"
                + (someTakeTokens ? "," + String.join(",", TokenColumns.NAMES) : "") + "\n");
        StringBuilder secrets = new StringBuilder("# test keys of simulated meters\n");
        for (FleetMeter meter : fleet.meters()) {
            list.append(meter.serial())
                    .append(',')
                    .append(accountOf(meter))
                    .append(',')
                    .append(serviceOf(meter).name().toLowerCase(Locale.ROOT))
                    .append(',')
                    .append(uriOf.apply(meter))
                    .append(someTakeTokens ? "," + tokenFields(meter) : "")
                    .append('\n');
            try (DlmsKeys pair = meter.keys()) {
                secrets.append(meter.serial())
                        .append(' ')
                        .append(HexFormat.of().formatHex(pair.encryptionKey()))
                        .append(' ')
                        .append(HexFormat.of().formatHex(pair.authenticationKey()));
                for (KeyUse use : EnumSet.range(KeyUse.PASSWORD, KeyUse.PEER_AGREEMENT)) {
                    pair.find(use).ifPresent(key -> secrets.append(' ').append(KeyWords.write(use, key)));
                }
                secrets.append('\n');
            }
        }
        try {
            Files.writeString(meters, list);
            writeSecret(keys, secrets);
        } catch (IOException e) {
            throw new BadFileException(meters, 0, "or " + keys + " cannot be written: " + e);
        }
    }

    /** Writes the vending key by which tokens for the fleet's meters are made; answers with the file. */
    public Path writeVendingKey(Fleet fleet, VendingKeyLabel label) {
        Path file = keys.resolveSibling("vending-key.txt");
        String line = "# test key of simulated meters: --sgc " + label.supplyGroup().digits() + " --krn "
                + label.revision() + " --kind " + label.kind() + " --base-date " + label.baseDate().year() + " --dkga "
                + label.algorithm().digits() + " --ken " + label.expiry() + "\n"
                + HexFormat.of().formatHex(fleet.vendingKeyBytes(label)) + "\n";
        try {
            writeSecret(file, line);
            return file;
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be written: " + e);
        }
    }

    /** Writes the certificate, in PEM, of the authority that vouches for the meters' own; answers with the file. */
    public Path writeAuthority(String pem) {
        Path file = keys.resolveSibling("meters-ca.crt");
        try {
            Files.writeString(file, pem);
            return file;
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be written: " + e);
        }
    }

    private static void writeSecret(Path file, CharSequence text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** The fleet as a registry, each meter over DLMS. */
    public static MeterRegistry registryOf(Fleet fleet) {
        return registryOf(fleet, meter -> Optional.of(meter.address()));
    }

    /** The fleet as a registry, with addresses of another kind, or none for meters that have only a keypad. */
    public static MeterRegistry registryOf(Fleet fleet, Function<FleetMeter, Optional<MeterAddress>> addressOf) {
        return MeterRegistry.of(fleet.meters()
                .stream()
                .map(meter -> new MeterRecord(meter.serial(), accountOf(meter), serviceOf(meter),
                        addressOf.apply(meter), tokenTerms(meter)))
                .toList());
    }

    private static String tokenFields(FleetMeter meter) {
        return tokenTerms(meter).map(TokenColumns::write).orElse(",".repeat(TokenColumns.NAMES.size() - 1));
    }

    /** The fleet's vending keys never expire. */
    private static Optional<TokenTerms> tokenTerms(FleetMeter meter) {
        return meter.firstKey().map(key -> TokenKeys.terms(key, KeyExpiryNumber.NEVER));
    }

    /** One customer a meter, numbered like it. */
    private static String accountOf(FleetMeter meter) {
        return "A-" + meter.serial();
    }

    private static MeterRecord.Service serviceOf(FleetMeter meter) {
        return switch (meter.service()) {
            case ELECTRICITY -> MeterRecord.Service.ELECTRICITY;
            case WATER -> MeterRecord.Service.WATER;
            case GAS -> MeterRecord.Service.GAS;
        };
    }
}
