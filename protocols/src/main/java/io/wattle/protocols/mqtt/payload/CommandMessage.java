package io.wattle.protocols.mqtt.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.RelayState;

/**
 * One order to one meter. The meter carries out each (conversation, number) once, and none that is not above the last.
 *
 * @param conversation rises with each conversation that any head-end begins with the meter
 * @param number of the order within its conversation, from 0 for {@link Order.Open}
 */
public record CommandMessage(String meter, long conversation, long number, Order order) {

    /** What a token looks like on the wire. */
    private static final int TOKEN_DIGITS = 20;

    private enum Word {
        OPEN, READ, RELAY, CREDIT, TOKEN, LIMIT, MODE, TARIFF, CLOCK, PROFILE
    }

    public static Decoded<CommandMessage> decode(byte[] payload) {
        try {
            Fields fields = Documents.read(payload);
            return new Decoded.Good<>(new CommandMessage(fields.serial(),
                    fields.whole("conversation", 0, Long.MAX_VALUE), fields.whole("number", 0, Long.MAX_VALUE),
                    order(fields)));
        } catch (BadPayloadException e) {
            return e.asDecoded();
        }
    }

    public byte[] encode(PayloadForm form) {
        ObjectNode node = Documents.begin()
                .put("meter", meter)
                .put("conversation", conversation)
                .put("number", number)
                .put("command", Nodes.word(word()));
        switch (order) {
            case Order.Open _,Order.Read _ -> {
            }
            case Order.Relay(RelayState target) -> node.put("target", Nodes.word(target));
            case Order.Credit(CreditLoad load) -> {
                node.put("reference", load.reference());
                Nodes.put(node, "amount", load.amount());
            }
            case Order.Token(MeterToken token) -> node.put("token", token.digits());
            case Order.Limit(long powerW) -> node.put("powerW", powerW);
            case Order.Mode(PaymentMode mode) -> node.put("mode", Nodes.word(mode));
            case Order.Tariff(MeterTariff tariff) -> tariff(node, tariff);
            case Order.Clock clock -> node.put("time", clock.time().toString());
            case Order.Profile profile -> node.put("from", profile.from().toString())
                    .put("to", profile.to().toString());
        }
        return Documents.write(node, form);
    }

    /** Hides the token, if it has one. */
    @Override
    public String toString() {
        return "CommandMessage[" + meter + ", " + conversation + "/" + number + ", " + Nodes.word(word()) + "]";
    }

    private Word word() {
        return switch (order) {
            case Order.Open _ -> Word.OPEN;
            case Order.Read _ -> Word.READ;
            case Order.Relay _ -> Word.RELAY;
            case Order.Credit _ -> Word.CREDIT;
            case Order.Token _ -> Word.TOKEN;
            case Order.Limit _ -> Word.LIMIT;
            case Order.Mode _ -> Word.MODE;
            case Order.Tariff _ -> Word.TARIFF;
            case Order.Clock _ -> Word.CLOCK;
            case Order.Profile _ -> Word.PROFILE;
        };
    }

    private static Order order(Fields fields) throws BadPayloadException {
        return switch (fields.word("command", Word.class)) {
            case OPEN -> new Order.Open();
            case READ -> new Order.Read();
            case RELAY -> new Order.Relay(fields.word("target", RelayState.class));
            case CREDIT -> credit(fields);
            case TOKEN -> token(fields);
            case LIMIT -> new Order.Limit(fields.whole("powerW", 0, Integer.MAX_VALUE));
            case MODE -> new Order.Mode(fields.word("mode", PaymentMode.class));
            case TARIFF -> new Order.Tariff(tariff(fields.inner("tariff")));
            case CLOCK -> new Order.Clock(fields.time("time"));
            case PROFILE -> new Order.Profile(fields.time("from"), fields.time("to"));
        };
    }

    private static Order credit(Fields fields) throws BadPayloadException {
        MeterQuantity amount = fields.quantity("amount");
        if (amount.value() <= 0) {
            throw fields.bad("amount", "must be above zero");
        }
        return new Order.Credit(new CreditLoad(fields.text("reference", 200), amount));
    }

    private static Order token(Fields fields) throws BadPayloadException {
        String digits = fields.text("token", TOKEN_DIGITS);
        if (!digits.matches("[0-9]{20}")) {
            throw fields.bad("token", "must have 20 digits");
        }
        return new Order.Token(new MeterToken(digits));
    }

    private static void tariff(ObjectNode node, MeterTariff tariff) {
        ObjectNode into = node.putObject("tariff")
                .put("name", tariff.name())
                .put("activeFrom", tariff.activeFrom().toString())
                .put("currency", tariff.currency());
        var prices = into.putArray("unitPricesMillionths");
        tariff.unitPricesMillionths().forEach(prices::add);
    }

    private static MeterTariff tariff(Fields fields) throws BadPayloadException {
        var prices = fields.wholes("unitPricesMillionths", Contract.PRICES_MAX);
        if (prices.isEmpty()) {
            throw fields.bad("unitPricesMillionths", "must name at least one price");
        }
        return new MeterTariff(fields.text("name", 100), fields.time("activeFrom"), fields.currency("currency"),
                prices);
    }
}
