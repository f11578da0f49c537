package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.offline.TidFile;
import io.wattle.headend.sts.sheet.TokenDates;
import io.wattle.headend.sts.sheet.TokenSheet;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wattle sts issue}. */
@Command(name = "issue", mixinStandardHelpOptions = true, description = "Makes one token with keys of a keystore, for a technician without a network. Where a head-end is running it is"
        + " the right issuer: it knows the last token of each meter, and this command knows only its own. Nothing is"
        + " booked. For development and test: the software module is not certified.")
final class IssueVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private KeystoreOptions keystore = new KeystoreOptions();

    @Mixin
    private MeterOptions meter = new MeterOptions();

    @ArgGroup(multiplicity = "1", exclusive = true)
    private IssueWhat what = new IssueWhat();

    @Option(names = "--service", paramLabel = "SERVICE", defaultValue = "electricity", description = "For credit: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Token.Service service = Token.Service.ELECTRICITY;

    @Option(names = "--tids", paramLabel = "FILE", description = "The last identifier of each meter, made if missing (default: the keystore's name and .tids). Keep it: it is"
            + " why no identifier is given twice.")
    private @Nullable Path tids;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Z", description = "The supply group's clock, such as Africa/Accra (default: UTC).")
    private ZoneId zone = ZoneOffset.UTC;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Printed printed = Printed.of(spec, json);
        try (SecurityModule module = keystore.open();
                TidFile file = TidFile.open(tids == null ? keystore.beside("tids") : tids)) {
            KeyIdentity identity = meter.identity(module);
            what.request(identity, new TokenIdentifier(0), service); // refuses before an identifier is spent
            TokenIdentifier tid = file.take(identity.pan(), identity.baseDate(), Instant.now(), zone);
            TokenRequest request = what.request(identity, tid, service);
            String messageId = "issue-" + identity.pan() + "-" + identity.baseDate().year() + "-" + tid;
            return switch (module.issue(messageId, request)) {
                case Issuance.Issued issued -> printed.fields(fields(request, issued));
                case Issuance.Refused(String field, String reason) -> printed.refused(field, reason);
                case Issuance.Unknown(String reason) -> printed.refused("security module", reason);
            };
        } catch (BadStsValueException wrong) {
            return printed.refused(wrong.field(), wrong.reason());
        }
    }

    private Map<String, Object> fields(TokenRequest request, Issuance.Issued issued) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tokens", issued.tokens().stream().map(TokenDigits::grouped).toList());
        fields.put("meter", request.meter().pan());
        fields.putAll(said(request));
        fields.put("keyCheckValue", issued.keyCheckValue());
        fields.put("module", issued.moduleId());
        return fields;
    }

    /** All but the random bits, which the module alone knows. */
    private Map<String, Object> said(TokenRequest request) {
        TokenDates dates = new TokenDates(List.of(request.meter().baseDate()), zone);
        Map<String, Object> sheet = new LinkedHashMap<>(switch (request) {
            case TokenRequest.Credit credit -> TokenSheet.of(credit.token(0), dates).fields();
            case TokenRequest.Management management -> TokenSheet.of(management.token(0), dates).fields();
            case TokenRequest.KeyChange _ -> Map.<String, Object>of();
        });
        sheet.remove("rnd");
        return sheet;
    }
}
