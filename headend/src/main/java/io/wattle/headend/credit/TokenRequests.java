package io.wattle.headend.credit;

import io.wattle.headend.registry.TokenKeys;
import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.TokenRequest.Credit.Amount;
import io.wattle.headend.sts.TokenRequest.Management;
import io.wattle.headend.sts.TokenRequest.Management.Order;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.state.TokenOrderStatus;
import io.wattle.ledger.token.TokenAmounts;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;

/**
 * What the ledger ordered, in the words of a security module: the same order always becomes the same requests, under the
 * same message ids. Stateless.
 */
final class TokenRequests {
    /** Currency tokens count in hundred-thousandths of the base unit. */
    private static final int CURRENCY_DIGITS = 5;

    private TokenRequests() {}

    /** The message id of the credit or management token. */
    static String messageId(String tokensId) {
        return tokensId;
    }

    /** The message id of the key change that comes before it, or stands alone. */
    static String keyChangeMessageId(String tokensId) {
        return tokensId + "-K";
    }

    /**
     * The key change of an order, if it has one. An EA07 meter gets the third token, with its supply group, only where the
     * group changes.
     */
    static Optional<TokenRequest.KeyChange> keyChange(TokenOrderStatus order) {
        return order.keyChangeTo()
                .map(to -> new TokenRequest.KeyChange(TokenKeys.identity(order.terms()), TokenKeys.identity(to),
                        TokenIdentifier.at(order.orderedAt(), BaseDate.ofYear(to.baseYear()), ZoneId.of(to.zone())),
                        !to.supplyGroup().equals(order.terms().supplyGroup())));
    }

    /**
     * The token itself; empty for a key change alone.
     *
     * @param credit that goes out with it, if it is one
     * @throws BadStsValueException if no token can say it
     */
    static Optional<TokenRequest> token(TokenOrderStatus order, MeterStatus meter, Optional<CreditStatus> credit) {
        KeyIdentity key = TokenKeys.identity(order.termsOfToken());
        Optional<TokenIdentifier> tid = order.tid().map(TokenIdentifier::new);
        return switch (order.order()) {
            case TokenOrder.Credit _ -> Optional.of(
                    new TokenRequest.Credit(key, tid.orElseThrow(), amount(credit.orElseThrow().amount(), meter)));
            case TokenOrder.Management(TokenOrder.Kind kind, long value) ->
                Optional.of(new Management(key, tid.orElseThrow(), order(kind, Math.toIntExact(value))));
            case TokenOrder.KeyChange _ -> Optional.empty();
        };
    }

    private static Amount amount(Quantity amount, MeterStatus meter) {
        Token.Service service = switch (meter.registerUnit().kind()) {
            case ENERGY, MONEY -> Token.Service.ELECTRICITY;
            case VOLUME -> Token.Service.WATER;
            case GAS -> Token.Service.GAS;
        };
        return amount.unit().kind() == Unit.Kind.MONEY
                ? new TokenRequest.Credit.Money(service, CurrencyCode.atLeast(hundredThousandths(amount)))
                : new TokenRequest.Credit.Units(service, exactly(amount.value()));
    }

    private static AmountCode exactly(long units) {
        AmountCode code = AmountCode.atLeast(units / TokenAmounts.TENTH_UNITS);
        if (code.units() * TokenAmounts.TENTH_UNITS != units) {
            throw new BadStsValueException("amount", "no token can say exactly " + units);
        }
        return code;
    }

    private static BigInteger hundredThousandths(Quantity money) {
        int digits = Currency.getInstance(money.unit().code()).getDefaultFractionDigits();
        return BigInteger.valueOf(money.value()).multiply(BigInteger.TEN.pow(CURRENCY_DIGITS - Math.max(0, digits)));
    }

    private static Order order(TokenOrder.Kind kind, int value) {
        return switch (kind) {
            case SET_MAXIMUM_POWER -> new Management.MaximumPower(AmountCode.atLeast(value));
            case CLEAR_CREDIT -> new Management.ClearCredit(value);
            case SET_TARIFF_RATE -> new Management.TariffRate(value);
            case CLEAR_TAMPER -> new Management.ClearTamper();
            case SET_MAXIMUM_UNBALANCE -> new Management.MaximumUnbalance(AmountCode.atLeast(value));
            case SET_WATER_FACTOR -> new Management.WaterFactor(value);
            case EXTENDED_SET -> new Management.Extended(value >> 10, value & 0x3FF);
        };
    }
}
