package io.wattle.headend.sts.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.headend.sts.TokenRequest.Management;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.CurrencyCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A request as 32 bytes: the same for the same request only, in every version of the program. Stateless. */
final class RequestPrint {
    static final int BYTES = 32;

    private RequestPrint() {}

    static byte[] of(TokenRequest request) {
        return sha256(text(request));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** No part can hold the separator: they are digits and names of ours. Never changes: old files hold its hash. */
    static String text(TokenRequest request) {
        return switch (request) {
            case Credit credit -> "credit|" + text(credit.meter()) + "|" + credit.tid() + "|" + text(credit.amount());
            case Management management ->
                "management|" + text(management.meter()) + "|" + management.tid() + "|" + text(management.order());
            case KeyChange change -> "key change|" + text(change.meter()) + "|" + text(change.to()) + "|"
                    + change.now() + "|" + change.meterHoldsSupplyGroup();
        };
    }

    private static String text(KeyIdentity key) {
        return String.join("|", key.pan().digits(), key.supplyGroup().digits(), key.tariffIndex().digits(),
                key.revision().toString(), String.valueOf(key.type().number()), key.baseDate().digits(),
                key.algorithm().digits(), key.encryption().digits());
    }

    private static String text(Credit.Amount amount) {
        return switch (amount) {
            case Credit.Units units -> "units|" + units.service().number() + "|" + units.amount().bits();
            case Credit.Money money -> "money|" + money.service().number() + "|" + text(money.amount());
        };
    }

    private static String text(CurrencyCode code) {
        return code.negative() + "|" + code.exponent() + "|" + code.mantissa();
    }

    private static String text(Management.Order order) {
        return switch (order) {
            case Management.MaximumPower limit -> "maximum power|" + limit.watts().bits();
            case Management.ClearCredit clear -> "clear credit|" + clear.register();
            case Management.TariffRate tariff -> "tariff rate|" + tariff.rate();
            case Management.ClearTamper _ -> "clear tamper";
            case Management.MaximumUnbalance limit -> "maximum unbalance|" + limit.watts().bits();
            case Management.WaterFactor water -> "water factor|" + water.factor();
            case Management.Extended set -> "extended|" + set.index() + "|" + set.value();
        };
    }
}
