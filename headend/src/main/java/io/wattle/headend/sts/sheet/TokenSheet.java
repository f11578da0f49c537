package io.wattle.headend.sts.sheet;

import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The fields of a token by name, in the order in which they are shown; a value is a whole number, a truth value or a text.
 * Immutable.
 */
public record TokenSheet(Map<String, Object> fields) {
    private static final int CURRENCY_DECIMALS = 5;

    public TokenSheet {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * What a token says.
     *
     * @param dates how to show a minute
     */
    public static TokenSheet of(Token token, TokenDates dates) {
        Map<String, Object> sheet = new LinkedHashMap<>();
        sheet.put("class", token.tokenClass());
        sheet.put("subclass", token.subclass());
        sheet.put("token", name(token));
        random(token).ifPresent(random -> sheet.put("rnd", random));
        if (token instanceof Token.Identified identified) {
            minute(sheet, identified.tid(), dates);
        }
        contents(sheet, token);
        return new TokenSheet(sheet);
    }

    private static void minute(Map<String, Object> sheet, TokenIdentifier tid, TokenDates dates) {
        sheet.put("tid", tid.minutes());
        sheet.putAll(dates.of(tid));
    }

    private static String name(Token token) {
        return switch (token) {
            case Token.UnitCredit credit -> "credit, " + service(credit.service());
            case Token.CurrencyCredit credit -> "credit in currency, " + service(credit.service());
            case Token.MeterTest test -> switch (test.form()) {
                case SHORT_CODE, LONG_CODE -> "test or display";
                case EXTENDED_READ -> "extended read";
            };
            case Token.SetMaximumPower _ -> "set maximum power";
            case Token.ClearCredit _ -> "clear credit";
            case Token.SetTariffRate _ -> "set tariff rate";
            case Token.ClearTamper _ -> "clear tamper";
            case Token.SetMaximumUnbalance _ -> "set maximum phase unbalance";
            case Token.SetWaterFactor _ -> "set water factor";
            case Token.ExtendedSet _ -> "extended setting";
            case Token.KeySection1 _ -> "key change, section 1";
            case Token.KeySection2 _ -> "key change, section 2";
            case Token.KeySection3 _ -> "key change, section 3";
            case Token.KeySection4 _ -> "key change, section 4";
        };
    }

    private static OptionalInt random(Token token) {
        return switch (token) {
            case Token.UnitCredit credit -> OptionalInt.of(credit.random());
            case Token.SetMaximumPower limit -> OptionalInt.of(limit.random());
            case Token.ClearCredit clear -> OptionalInt.of(clear.random());
            case Token.SetTariffRate rate -> OptionalInt.of(rate.random());
            case Token.ClearTamper clear -> OptionalInt.of(clear.random());
            case Token.SetMaximumUnbalance limit -> OptionalInt.of(limit.random());
            case Token.SetWaterFactor water -> OptionalInt.of(water.random());
            case Token.ExtendedSet set -> OptionalInt.of(set.random());
            case Token.CurrencyCredit _ -> OptionalInt.empty();
            case Token.MeterTest _ -> OptionalInt.empty();
            case Token.KeySection _ -> OptionalInt.empty();
        };
    }

    private static void contents(Map<String, Object> sheet, Token token) {
        switch (token) {
            case Token.UnitCredit credit -> {
                sheet.put("units", credit.amount().units());
                sheet.put("amount", tenths(credit.amount(), credit.service()));
            }
            case Token.CurrencyCredit credit -> sheet.put("amount", currency(credit.amount()));
            case Token.MeterTest test -> {
                sheet.put("control", test.control());
                sheet.put("manufacturer", test.manufacturer());
            }
            case Token.SetMaximumPower limit -> sheet.put("watts", limit.watts().units());
            case Token.SetMaximumUnbalance limit -> sheet.put("watts", limit.watts().units());
            case Token.ClearCredit clear -> sheet.put("register",
                    clear.register() == Token.ClearCredit.ALL ? "all" : clear.register());
            case Token.SetTariffRate rate -> sheet.put("rate", rate.rate());
            case Token.ClearTamper _ -> {
            }
            case Token.SetWaterFactor water -> sheet.put("factor", water.factor());
            case Token.ExtendedSet set -> {
                sheet.put("index", set.index());
                sheet.put("value", set.value());
            }
            case Token.KeySection1 section -> {
                sheet.put("krn", section.revision().number());
                sheet.put("kt", section.type().number());
                sheet.put("ro", section.rollover());
                sheet.put("threeTokens", section.threeTokens());
                sheet.put("kenHigh", section.expiryHigh());
                sheet.put("key", "its first part, not shown");
            }
            case Token.KeySection2 section -> {
                sheet.put("ti", section.tariffIndex().digits());
                sheet.put("kenLow", section.expiryLow());
                sheet.put("key", "its last part, not shown");
            }
            case Token.KeySection3 _ -> sheet.put("key", "supply group, and perhaps a part of the key, not shown");
            case Token.KeySection4 _ -> sheet.put("key", "half of the supply group and a part of the key, not shown");
        }
    }

    private static String service(Token.Service service) {
        return switch (service) {
            case ELECTRICITY -> "electricity";
            case WATER -> "water";
            case GAS -> "gas";
            case TIME -> "time";
        };
    }

    private static String tenths(AmountCode amount, Token.Service service) {
        return BigDecimal.valueOf(amount.units(), 1) + switch (service) {
            case ELECTRICITY -> " kWh";
            case WATER, GAS -> " m3";
            case TIME -> " min";
        };
    }

    private static String currency(CurrencyCode amount) {
        return new BigDecimal(amount.value(), CURRENCY_DECIMALS).toPlainString();
    }
}
