package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.TokenRequest.Management;
import io.wattle.protocols.sts.Token.ClearCredit;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a token is to say: exactly one of these. */
final class IssueWhat {
    private static final String DECIMAL = "-?[0-9]{1,40}(\\.[0-9]{1,10})?";
    private static final String PLACES = "([0-9]{1,2}):([0-9]{1,4})";

    @Option(names = "--units", paramLabel = "N.N", description = "Credit in kWh, m3 or minutes, to the tenth, such as 25.6.")
    private @Nullable String units;

    @Option(names = "--money", paramLabel = "N.NN", description = "Credit in the currency's base unit, such as 12.50.")
    private @Nullable String money;

    @Option(names = "--max-power", paramLabel = "W", description = "Sets the maximum power, in watts.")
    private @Nullable Long maximumPower;

    @Option(names = "--max-unbalance", paramLabel = "W", description = "Sets by how much the phases may differ, in watts.")
    private @Nullable Long maximumUnbalance;

    @Option(names = "--clear-credit", paramLabel = "REGISTER", description = "Sets a credit register to zero: 0 to 7, or all.")
    private @Nullable String clearCredit;

    @Option(names = "--clear-tamper", description = "Clears a tamper condition.")
    private boolean clearTamper;

    @Option(names = "--tariff-rate", paramLabel = "N", description = "0 to 65535; the standard does not say more.")
    private @Nullable Integer tariffRate;

    @Option(names = "--water-factor", paramLabel = "N", description = "0 to 65535; the standard does not say more.")
    private @Nullable Integer waterFactor;

    @Option(names = "--extended", paramLabel = "INDEX:VALUE", description = "A setting of STS 202-5: 0 to 63, and 0 to 1023.")
    private @Nullable String extended;

    /** @throws BadStsValueException if no token can say it */
    TokenRequest request(KeyIdentity meter, TokenIdentifier tid, Service service) {
        if (units != null) {
            return new Credit(meter, tid, new Credit.Units(service, AmountCode.atLeast(whole("units", units, 1))));
        }
        if (money != null) {
            return new Credit(meter, tid, new Credit.Money(service, CurrencyCode.atLeast(scaled("money", money, 5))));
        }
        return new Management(meter, tid, order());
    }

    private Management.Order order() {
        if (maximumPower != null) {
            return new Management.MaximumPower(AmountCode.atLeast(maximumPower));
        }
        if (maximumUnbalance != null) {
            return new Management.MaximumUnbalance(AmountCode.atLeast(maximumUnbalance));
        }
        if (clearCredit != null) {
            return new Management.ClearCredit(
                    clearCredit.equals("all") ? ClearCredit.ALL : (int) whole("register", clearCredit, 0));
        }
        if (tariffRate != null) {
            return new Management.TariffRate(tariffRate);
        }
        if (waterFactor != null) {
            return new Management.WaterFactor(waterFactor);
        }
        if (extended != null) {
            if (!extended.matches(PLACES)) {
                throw new BadStsValueException("extended setting", "must be INDEX:VALUE, such as 63:1");
            }
            String[] places = extended.split(":", -1);
            return new Management.Extended(Integer.parseInt(places[0]), Integer.parseInt(places[1]));
        }
        if (clearTamper) {
            return new Management.ClearTamper();
        }
        throw new IllegalStateException("nothing is asked for, which the command line does not let through");
    }

    private static long whole(String field, String text, int decimals) {
        BigInteger scaled = scaled(field, text, decimals);
        if (scaled.bitLength() >= Long.SIZE) {
            throw new BadStsValueException(field, "is too large to have a code");
        }
        return scaled.longValueExact();
    }

    /** So many decimals and no more: what a customer pays for is not rounded here. */
    private static BigInteger scaled(String field, String text, int decimals) {
        if (!text.matches(DECIMAL)) {
            throw new BadStsValueException(field, "must be a number, such as 25.6");
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        if (number.scale() > decimals) {
            throw new BadStsValueException(field, "must not have more than " + decimals + " decimals");
        }
        return number.movePointRight(decimals).toBigIntegerExact();
    }
}
