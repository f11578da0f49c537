package io.wattle.headend.sts.prism;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.Issuance.Refused;
import io.wattle.headend.sts.Issuance.Unknown;
import io.wattle.headend.sts.KeyRules;
import io.wattle.headend.sts.KeyRules.Found;
import io.wattle.headend.sts.MessageIds;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenFacts;
import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.headend.sts.TokenRequest.Management;
import io.wattle.headend.sts.Verification;
import io.wattle.headend.sts.Verification.Genuine;
import io.wattle.headend.sts.prism.KeyRegisters.Register;
import io.wattle.headend.sts.prism.PrismCommands.Verified;
import io.wattle.headend.sts.prism.SmFrame.Answer;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import java.util.List;
import java.util.Optional;

/**
 * A module behind a TCP connection. Every credit and management token is read back by the module itself before it is
 * shown: amount and identifier must be those that were asked for. Safe for use by many threads, which wait for each
 * other: one command is under way at a time.
 */
public final class PrismSecurityModule implements SecurityModule {
    private static final String NOTICE = "a security module on the network; this client was not tried with a real one";
    private static final String BAD_ANSWER = "module answer";
    private final KeyRegisters registers;
    private final PrismConversation conversation;

    /** Connects when it is first asked for something. */
    public PrismSecurityModule(PrismConfig config, KeyRegisters registers) {
        this.registers = registers;
        this.conversation = new PrismConversation(config);
    }

    @Override
    public Issuance issue(String messageId, TokenRequest request) {
        Optional<Refused> wrong = MessageIds.wrong(messageId)
                .or(() -> KeyRules.wrong(request, registers.labels()))
                .or(() -> unsayable(request));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return switch (request) {
            case Credit credit -> one("VC", credit.meter(), credit.token(0));
            case Management management -> one("VM", management.meter(), management.token(0));
            case KeyChange change -> several(change);
        };
    }

    @Override
    public Verification verify(KeyIdentity meter, TokenDigits token) {
        if (KeyRules.find(meter, registers.labels()) instanceof Found.None(Refused why)) {
            return new Verification.Refused(why.field(), why.reason());
        }
        String fields = PrismCommands.verify(register(meter).number(), meter, token);
        return switch (conversation.ask(List.of(_ -> command("VT", fields)))) {
            case PrismConversation.Lost lost -> new Verification.Unknown(lost.reason());
            case PrismConversation.Said said -> verification(said.answers().getFirst());
        };
    }

    @Override
    public ModuleDescription describe() {
        return new ModuleDescription(conversation.moduleId(), ModuleDescription.Kind.PRISM, NOTICE,
                registers.all()
                        .stream()
                        .map(register -> new ModuleDescription.Key(register.label(), register.checkValue()))
                        .toList());
    }

    @Override
    public void close() {
        conversation.close();
    }

    private Issuance one(String name, KeyIdentity meter, Token token) {
        Genuine wanted = TokenFacts.of(token);
        Register register = register(meter);
        String fields = PrismCommands.token(register.number(), meter, wanted);
        // The token is read back over the same connection, so that both answers are one module's.
        return switch (conversation.ask(List.of(_ -> command(name, fields),
                answers -> tokenOf(answers, wanted).flatMap(made -> command("VT",
                        PrismCommands.verify(register.number(), meter, made)))))) {
            case PrismConversation.Lost lost -> new Unknown(lost.reason());
            case PrismConversation.Said said -> issued(said, wanted, register);
        };
    }

    private Issuance issued(PrismConversation.Said said, Genuine wanted, Register register) {
        if (said.answers().getFirst() instanceof Answer.No no) {
            return StatusCodes.refusal(no.status());
        }
        Optional<TokenDigits> made = tokenOf(said.answers(), wanted);
        if (made.isEmpty()) {
            return distrusted("is no token of class " + wanted.tokenClass() + " in hex and digits");
        }
        return switch (verification(said.answers().getLast())) {
            case Genuine genuine when genuine.equals(wanted) ->
                new Issued(List.of(made.get()), wanted.tid(), said.moduleId(), register.checkValue());
            case Genuine _ -> distrusted("is a token that says something else than what was asked for");
            case Verification.Rejected rejected -> distrusted(
                    "is a token that the module itself does not accept: " + rejected.detail());
            case Verification.Refused(String field, String reason) -> new Refused(field, reason);
            case Verification.Unknown(String reason) -> new Unknown(reason);
        };
    }

    private Refused distrusted(String reason) {
        conversation.distrust();
        return new Refused(BAD_ANSWER, reason);
    }

    private Issuance several(KeyChange change) {
        Register to = register(change.to());
        String fields = PrismCommands.keyChange(register(change.meter()).number(), to.number(), change);
        return switch (conversation.ask(List.of(_ -> command("VK", fields)))) {
            case PrismConversation.Lost lost -> new Unknown(lost.reason());
            case PrismConversation.Said said -> switch (said.answers().getFirst()) {
                case Answer.No no -> StatusCodes.refusal(no.status());
                case Answer.Unreadable unreadable -> new Unknown(unreadable.reason());
                case Answer.Done done -> PrismCommands.keyChangeOf(done.fields(), change)
                        .<Issuance>map(tokens -> new Issued(tokens, Optional.empty(), said.moduleId(),
                                to.checkValue()))
                        .orElseGet(() -> distrusted("is not the key change that was asked for"));
            };
        };
    }

    private static Verification verification(Answer answer) {
        return switch (answer) {
            case Answer.No(String status) when status.equals(StatusCodes.TOKEN_CRC) -> rejected(status);
            case Answer.No no -> {
                Refused why = StatusCodes.refusal(no.status());
                yield new Verification.Refused(why.field(), why.reason());
            }
            case Answer.Unreadable unreadable -> new Verification.Unknown(unreadable.reason());
            case Answer.Done done -> PrismCommands.verifiedOf(done.fields())
                    .map(verified -> switch (verified) {
                        case Verified.Good good -> good.genuine();
                        case Verified.Bad bad -> rejected(bad.status());
                    })
                    .orElseGet(() -> new Verification.Refused(BAD_ANSWER, "is not that of a verification"));
        };
    }

    private static Verification rejected(String status) {
        ResultCode code = switch (status) {
            case "41", "42" -> ResultCode.KEY_EXPIRED_ERROR;
            case "80" -> ResultCode.DDTK_ERROR;
            default -> ResultCode.CRC_ERROR;
        };
        Refused why = StatusCodes.refusal(status);
        return new Verification.Rejected(code, why.field() + " " + why.reason());
    }

    private static Optional<PrismConversation.Command> command(String name, String fields) {
        return Optional.of(new PrismConversation.Command(name, fields));
    }

    private static Optional<TokenDigits> tokenOf(List<Answer> answers, Genuine wanted) {
        return answers.getFirst() instanceof Answer.Done(String fields)
                ? PrismCommands.tokenOf(fields, wanted.tokenClass()).map(List::getFirst)
                : Optional.empty();
    }

    /** SM?VK has one EA for both keys. */
    private static Optional<Refused> unsayable(TokenRequest request) {
        return request instanceof KeyChange change && change.meter().encryption() != change.to().encryption()
                ? Optional.of(new Refused("EA", "cannot change from " + change.meter().encryption().digits() + " to "
                        + change.to().encryption().digits() + " with this module"))
                : Optional.empty();
    }

    /** The rules have found it before. */
    private Register register(KeyIdentity meter) {
        return switch (KeyRules.find(meter, registers.labels())) {
            case Found.Label(VendingKeyLabel label) -> registers.of(label).orElseThrow();
            case Found.None(Refused why) -> throw new IllegalStateException(why.field() + " " + why.reason());
        };
    }
}
