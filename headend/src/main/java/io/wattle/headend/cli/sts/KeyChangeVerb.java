package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.Issuance.Issued;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wattle sts keychange}. */
@Command(name = "keychange", mixinStandardHelpOptions = true, description = "Makes the two to four tokens that bring one meter a new key, with keys of a keystore or by a module on the network. The old key may have"
        + " expired, the new one not. What --new-... does not say stays as it is. All tokens must be entered, before the"
        + " first one under the new key.")
final class KeyChangeVerb implements Callable<Integer> {
    @Mixin
    private ModuleOptions modules = new ModuleOptions();

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

    @Mixin
    private ZoneOption clock = new ZoneOption();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    @Override
    public Integer call() {
        return answer.of(this::change);
    }

    private int change(Printed printed) {
        try (SecurityModule module = modules.open()) {
            KeyName old = meter.name();
            KeyIdentity from = old.among(MeterOptions.labels(module));
            KeyIdentity to = changed(old).among(MeterOptions.labels(module));
            TokenIdentifier now = TokenIdentifier.at(Instant.now(), to.baseDate(), clock.zone());
            KeyChange change = new KeyChange(from, to, now, threeTokens);
            return printed.issuance(module.issueKeyChange(messageId(change), change),
                    issued -> fields(change, issued));
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

    private Map<String, Object> fields(KeyChange change, Issued issued) {
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
