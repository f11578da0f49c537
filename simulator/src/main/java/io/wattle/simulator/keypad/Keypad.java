package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.Decoded;
import io.wattle.protocols.sts.KeyChangeSections;
import io.wattle.protocols.sts.KeyChangeSections.Progress;
import io.wattle.protocols.sts.NewKeyTerms;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.BadStsValueException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes tokens as a meter does: format, authentication, validation, execution, and the first that fails is the answer. An
 * identifier is remembered when its token was carried out, and only then. Immutable: the state goes in and comes out.
 */
public final class Keypad {
    private static final int TEST_CLASS = 1;
    private static final int RESERVED_CLASS = 3;
    private final KeypadProfile profile;
    private final KeypadState factory;
    private final TokenCodec codec;

    /** @param factory the state of the meter when it was made */
    public Keypad(KeypadProfile profile, KeypadState factory, TokenCodec codec) {
        this.profile = profile;
        this.factory = factory;
        this.codec = codec.forManufacturer(Integer.parseInt(profile.pan().drn().manufacturerCode()));
    }

    public KeypadProfile profile() {
        return profile;
    }

    /** The state of the meter when it was made. */
    public KeypadState factory() {
        return factory;
    }

    /** What was typed: twenty digits, with any blanks and dashes between, or anything else. Never throws for it. */
    public KeypadEntry enter(KeypadState state, String typed, MeterFace meter) {
        try {
            return enter(state, TokenDigits.parse(typed), meter);
        } catch (BadStsValueException unreadable) {
            return refused(state, ResultCode.FORMAT_ERROR, unreadable.sentence());
        }
    }

    /** The same for what is known to be twenty digits. */
    public KeypadEntry enter(KeypadState state, TokenDigits digits, MeterFace meter) {
        int tokenClass = digits.tokenClass();
        boolean forThisMeter = tokenClass != TEST_CLASS && tokenClass != RESERVED_CLASS;
        if (forThisMeter && state.lockout().isActive(meter.nowMs())) {
            return refused(state, ResultCode.LOCKED_OUT, "locked, wait");
        }
        try (DecoderKey key = state.key().open()) {
            return switch (codec.decode(digits, key)) {
                case Decoded.Accepted(Token token) -> entered(state, token, meter);
                case Decoded.Rejected(ResultCode code, String detail) ->
                    refused(forThisMeter && code == ResultCode.CRC_ERROR
                            ? state.with(state.lockout().wrong(meter.nowMs()))
                            : state, code, detail);
            };
        }
    }

    private KeypadEntry entered(KeypadState state, Token token, MeterFace meter) {
        return switch (token) {
            case Token.MeterTest test -> new KeypadEntry(state,
                    TestDisplay.answer(test, profile, state, meter), OptionalLong.empty());
            case Token.KeySection section -> keySection(state, section, meter.nowMs());
            case Token.Identified identified -> invalid(state, identified)
                    .map(code -> refused(state, code, "not taken"))
                    .orElseGet(() -> execute(state, identified, meter));
        };
    }

    /** Validation, in the order of the standard. */
    private Optional<ResultCode> invalid(KeypadState state, Token.Identified token) {
        if (state.identifiers().isOld(token.tid())) {
            return Optional.of(ResultCode.OLD_ERROR);
        }
        if (state.identifiers().isUsed(token.tid())) {
            return Optional.of(ResultCode.USED_ERROR);
        }
        if (profile.checksKeyExpiry() && state.key().expiry().hasExpiredAt(token.tid())) {
            return Optional.of(ResultCode.KEY_EXPIRED_ERROR);
        }
        return token.tokenClass() == 0 && !state.key().type().takesCredit()
                ? Optional.of(ResultCode.DDTK_ERROR)
                : Optional.empty();
    }

    private KeypadEntry execute(KeypadState state, Token.Identified token, MeterFace meter) {
        MeterSettings settings = state.settings();
        return switch (token) {
            case Token.UnitCredit credit -> credit(state, credit, meter);
            case Token.ClearCredit clear -> clear(state, clear, meter);
            case Token.SetMaximumPower power -> done(state, token,
                    settings.withPower((int) power.watts().units()), "limit " + power.watts().units() + " W");
            case Token.SetMaximumUnbalance unbalance -> done(state, token,
                    settings.withUnbalance((int) unbalance.watts().units()),
                    "unbalance limit " + unbalance.watts().units() + " W");
            case Token.SetTariffRate(int _, var _, int rate) ->
                done(state, token, settings.withRate(rate), "rate " + rate);
            case Token.SetWaterFactor(int _, var _, int factor) -> profile.service() == Token.Service.WATER
                    ? done(state, token, settings.withWaterFactor(factor), "water factor " + factor)
                    : refused(state, ResultCode.FUNCTION_ERROR, "no water meter");
            case Token.ClearTamper _ -> done(state, token, settings.withTamper(false), "tamper cleared");
            case Token.CurrencyCredit _ -> refused(state, ResultCode.FUNCTION_ERROR, "holds units, no money");
            case Token.ExtendedSet _ -> refused(state, ResultCode.FUNCTION_ERROR, "no extended settings");
        };
    }

    private KeypadEntry credit(KeypadState state, Token.UnitCredit token, MeterFace meter) {
        if (token.service() != profile.service()) {
            return refused(state, ResultCode.FUNCTION_ERROR, "credit for another service");
        }
        long amount = Units.ofTenths(token.amount().units());
        // The balance has 32 bits (IC 112). The token stays good for when there is room.
        return meter.balance() + amount > Integer.MAX_VALUE
                ? refused(state, ResultCode.OVERFLOW_ERROR, "no room for so much credit")
                : new KeypadEntry(used(state, token),
                        accepted("credit " + Units.shown(amount, profile.service())), OptionalLong.of(amount));
    }

    private KeypadEntry clear(KeypadState state, Token.ClearCredit token, MeterFace meter) {
        return token.register() == Token.ClearCredit.ALL || token.register() == profile.service().number()
                ? new KeypadEntry(used(state, token), accepted("credit cleared"), OptionalLong.of(-meter.balance()))
                : refused(state, ResultCode.RANGE_ERROR, "no such credit register");
    }

    private KeypadEntry keySection(KeypadState state, Token.KeySection section, long nowMs) {
        PendingSections pending = state.sections()
                .with(section, nowMs, profile.keyChangeTimeout().toMillis());
        return switch (pending.sections().progress()) {
            case Progress.Missing(var missing) -> new KeypadEntry(state.with(pending).with(Lockout.NONE),
                    new KeypadAnswer(sectionResult(section), "key change, missing " + missing),
                    OptionalLong.empty());
            case Progress.Refused(String field, String reason) ->
                refused(withoutSections(state), ResultCode.RANGE_ERROR, field + " " + reason);
            case Progress.Complete(DecoderKey key, NewKeyTerms terms) -> {
                try (key) {
                    yield keyChanged(state, key, terms);
                }
            }
        };
    }

    /** Sections 3 and 4 have no result of their own. */
    private static ResultCode sectionResult(Token.KeySection section) {
        return switch (section) {
            case Token.KeySection1 _ -> ResultCode.FIRST_KEY_SECTION;
            case Token.KeySection2 _ -> ResultCode.SECOND_KEY_SECTION;
            case Token.KeySection3 _,Token.KeySection4 _ -> ResultCode.ACCEPT;
        };
    }

    /** Everything about the key changes together, or nothing does. The credit stays. */
    private static KeypadEntry keyChanged(KeypadState state, DecoderKey key, NewKeyTerms terms) {
        if (!state.key().type().mayBecome(terms.type())) {
            return refused(withoutSections(state), ResultCode.KEY_TYPE_ERROR, "key may not change to "
                    + terms.type());
        }
        IdentifierMemory seen = terms.rollover() ? state.identifiers().cleared() : state.identifiers();
        return new KeypadEntry(state.with(HeldKey.of(key, terms), seen).with(Lockout.NONE), accepted("key changed"),
                OptionalLong.empty());
    }

    private static KeypadState withoutSections(KeypadState state) {
        return state.with(new PendingSections(KeyChangeSections.none(state.key().encryption()), 0));
    }

    private static KeypadEntry done(KeypadState state, Token.Identified token, MeterSettings settings,
            String display) {
        return new KeypadEntry(used(state, token).with(settings), accepted(display), OptionalLong.empty());
    }

    private static KeypadState used(KeypadState state, Token.Identified token) {
        return state.with(state.identifiers().with(token.tid())).with(Lockout.NONE);
    }

    private static KeypadAnswer accepted(String display) {
        return new KeypadAnswer(ResultCode.ACCEPT, display);
    }

    private static KeypadEntry refused(KeypadState state, ResultCode code, String display) {
        return new KeypadEntry(state, new KeypadAnswer(code, display), OptionalLong.empty());
    }
}
