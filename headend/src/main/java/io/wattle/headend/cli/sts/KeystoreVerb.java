package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wattle sts keystore}: vending keys for development and test. Shows labels and check values, never a key. */
@Command(name = "keystore", mixinStandardHelpOptions = true, description = "Makes a keystore of vending keys for development and test, and fills it.")
final class KeystoreVerb {
    @Command(name = "create", mixinStandardHelpOptions = true, description = "Makes an empty keystore; one that is there is left as it is.")
    int create(@Mixin KeystoreOptions keystore,
            @Option(names = "--module-id", paramLabel = "NAME", required = true, description = "By which the tokens' maker is known.") String moduleId,
            @Mixin AnswerOptions answer) {
        return answer.of(printed -> {
            try (KeyStore made = keystore.create(moduleId)) {
                return printed.fields(Map.of("module", made.moduleId()));
            }
        });
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a vending key.")
    int add(@Mixin KeystoreOptions keystore,
            @Option(names = "--key-file", paramLabel = "FILE", required = true, description = "Readable by its owner alone: 16 hexadecimal digits for DKGA 02, 40 for DKGA 04.") Path keyFile,
            @Option(names = "--sgc", paramLabel = "DIGITS", required = true, description = "Supply group code, six digits.") String supplyGroup,
            @Option(names = "--krn", paramLabel = "N", required = true, description = "Key revision, 1 to 9.") int revision,
            @Option(names = "--kind", defaultValue = "VUDK", description = "One of ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).") VendingKeyKind kind,
            @Option(names = "--base-date", paramLabel = "YEAR", required = true, description = "1993, 2014 or 2035.") int baseDate,
            @Option(names = "--dkga", paramLabel = "02|04", required = true, description = "How meters' keys are made of it.") String algorithm,
            @Option(names = "--ken", paramLabel = "N", defaultValue = "255", description = "Key expiry number, 0 to 255 (default ${DEFAULT-VALUE}: never within the base date).") int expiry,
            @Mixin AnswerOptions answer) {
        return answer.of(printed -> {
            byte[] key = RawKeyFile.bytes(keyFile);
            try (KeyStore keys = keystore.openKeys()) {
                VendingKeyLabel label = new VendingKeyLabel(new SupplyGroupCode(supplyGroup),
                        new KeyRevisionNumber(revision), kind, BaseDate.ofYear(baseDate),
                        KeyGenerationAlgorithm.of(algorithm), new KeyExpiryNumber(expiry));
                return printed.fields(fields(label, keys.add(label, key)));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows which vending keys are in it.")
    int list(@Mixin KeystoreOptions keystore,
            @Mixin AnswerOptions answer) {
        return answer.of(printed -> {
            try (KeyStore keys = keystore.openKeys()) {
                keys.list().forEach(one -> printed.fields(fields(one.label(), one.checkValue())));
                return 0;
            }
        });
    }

    private static Map<String, Object> fields(VendingKeyLabel label, String checkValue) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sgc", label.supplyGroup().digits());
        fields.put("krn", label.revision().number());
        fields.put("kind", label.kind());
        fields.put("baseDate", label.baseDate().year());
        fields.put("dkga", label.algorithm().digits());
        fields.put("ken", label.expiry().number());
        fields.put("keyCheckValue", checkValue);
        return fields;
    }
}
