package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.headend.sts.offline.KeyName;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wattle sts keychange}. */
@Command(name = "keychange", mixinStandardHelpOptions = true, description = "Makes the two to four tokens that bring one meter a new key, with keys of a keystore. The old key may have"
        + " expired, the new one not. What --new-... does not say stays as it is. All tokens must be entered, before the"
        + " first one under the new key.")
final class KeyChangeVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private KeystoreOptions keystore = new KeystoreOptions();

    @Mixin
    private MeterOptions meter = new MeterOptions();

    @Option(names = "--new-sgc", paramLabel = "DIGITS", description = "Supply group of the new key.")
    private @Nullable String supplyGroup;

    @Option(names = "--new-krn", paramLabel = "N", description = "Revision of the new key.")
    private @Nullable Integer revision;

    @Option(names = "--new-ti", paramLabel = "N", description = "Tariff index of the new key.")
    private @Nullable Integer tariffIndex;

    @Option(names = "--new-kt", paramLabel = "N", description = "Type of the new key.")
    private @Nullable Integer type;

    @Option(names = "--new-ea", paramLabel = "07|11", description = "Encryption of the new key.")
    private @Nullable String encryption;

    @Option(names = "--three-tokens", description = "For an EA 07 meter that holds its supply group.")
    private boolean threeTokens;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Z", description = "The supply group's clock, such as Africa/Accra (default: UTC).")
    private ZoneId zone = ZoneOffset.UTC;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Printed printed = Printed.of(spec, json);
        try (SecurityModule module = keystore.open()) {
            KeyName old = meter.name();
            KeyIdentity from = old.among(MeterOptions.labels(module));
            KeyIdentity to = changed(old).among(MeterOptions.labels(module));
            TokenIdentifier now = TokenIdentifier.at(Instant.now(), to.baseDate(), zone);
            KeyChange change = new KeyChange(from, to, now, threeTokens);
            return switch (module.issueKeyChange(messageId(change), change)) {
                case Issuance.Issued issued -> printed.fields(fields(change, issued));
                case Issuance.Refused(String field, String reason) -> printed.refused(field, reason);
                case Issuance.Unknown(String reason) -> printed.refused("security module", reason);
            };
        } catch (BadStsValueException wrong) {
            return printed.refused(wrong.field(), wrong.reason());
        }
    }

    private KeyName changed(KeyName old) {
        KeyName changed = new KeyName(old.pan(),
                supplyGroup == null ? old.supplyGroup() : new SupplyGroupCode(supplyGroup),
                tariffIndex == null ? old.tariffIndex() : new TariffIndex(tariffIndex),
                revision == null ? old.revision() : new KeyRevisionNumber(revision),
                type == null ? old.type() : KeyType.of(type),
                encryption == null ? old.encryption() : EncryptionAlgorithm.of(encryption));
        if (changed.equals(old)) {
            throw new BadStsValueException("new key", "is the old one: say what changes, with --new-krn or another");
        }
        if (threeTokens && changed.encryption() != EncryptionAlgorithm.EA07) {
            throw new BadStsValueException("three tokens", "go with EA 07 only");
        }
        return changed;
    }

    /** Names all that the tokens follow from; the same wish in the same minute is the same. */
    private static String messageId(KeyChange change) {
        return "kc-" + change.meter().pan() + "-" + key(change.meter()) + "-" + key(change.to()) + "-" + change.now()
                + (change.meterHoldsSupplyGroup() ? "-3" : "");
    }

    private static String key(KeyIdentity key) {
        return key.supplyGroup().digits() + key.revision() + key.tariffIndex() + key.type().number()
                + key.encryption().digits();
    }

    private Map<String, Object> fields(KeyChange change, Issuance.Issued issued) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tokens", issued.tokens().stream().map(TokenDigits::grouped).toList());
        fields.put("meter", change.meter().pan());
        fields.put("baseDate", change.to().baseDate().year());
        fields.put("rollover", change.meter().baseDate() != change.to().baseDate());
        fields.put("keyCheckValue", issued.keyCheckValue());
        fields.put("module", issued.moduleId());
        return fields;
    }
}
