package io.wattle.headend.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.account.Person;
import io.wattle.headend.account.PlainRow.PlainAccount;
import io.wattle.headend.account.PlainRow.PlainCustomer;
import io.wattle.headend.account.PlainRow.PlainLocation;
import io.wattle.headend.account.PlainRow;
import io.wattle.headend.account.Residence;
import io.wattle.headend.store.StoreRows.ExportRow;
import io.wattle.ledger.account.AccountStatus;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.account.MeterData;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.Premises;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows about customers and accounts as JSON, both ways. Parts have passed the contract. */
final class AccountJson {

    private AccountJson() {}

    static PlainRow row(JsonObject json) {
        return new PlainRow(
                part(json, "customer").map(one -> customer(one.getString("customer"), one)),
                part(json, "account").map(one -> account(one.getString("account"), one)),
                part(json, "location").map(one -> location(one.getString("location"), one)),
                part(json, "meter").map(one -> meter(one.getString("meter"), one, MeterTraits.STANDARD.mode())));
    }

    static PlainCustomer customer(String customer, JsonObject json) {
        return new PlainCustomer(customer, new Person(text(json, "name"), texts(json, "phones"),
                texts(json, "emails"), text(json, "address"), text(json, "notes")));
    }

    /** @throws BadPart if there is something personal and no customer whose key could seal it */
    static PlainAccount account(String account, JsonObject json) {
        Residence residence = new Residence(text(json, "address"), text(json, "notes"));
        Optional<String> customer = name(json, "customer");
        if (customer.isEmpty() && !residence.equals(Residence.NOTHING)) {
            throw new BadPart("customer",
                    "must be there for address and notes: they are sealed under a customer's key");
        }
        AccountTerms terms = AccountTerms.STANDARD;
        return new PlainAccount(account, customer, name(json, "master"),
                new AccountTerms(text(json, "customerClass"), text(json, "subClass"), text(json, "discounts"),
                        text(json, "language"),
                        name(json, "contactFrequency").map(word -> ContactFrequency.valueOf(
                                word.toUpperCase(Locale.ROOT))).orElse(terms.frequency()),
                        json.getInteger("thresholdDays", terms.thresholdDays())),
                residence);
    }

    /** What is said over what was before: a field that is missing stays as it is. */
    static JsonObject over(JsonObject before, JsonObject said) {
        JsonObject all = before.copy();
        said.forEach(field -> all.put(field.getKey(), field.getValue()));
        return all;
    }

    static JsonObject of(Person person) {
        return new JsonObject().put("name", person.name())
                .put("phones", new JsonArray(person.phones()))
                .put("emails", new JsonArray(person.emails()))
                .put("address", person.address())
                .put("notes", person.notes());
    }

    static JsonObject of(AccountStatus account, Optional<Residence> residence) {
        AccountTerms terms = account.terms();
        JsonObject json = new JsonObject().put("customerClass", terms.customerClass())
                .put("subClass", terms.subClass())
                .put("discounts", terms.discounts())
                .put("language", terms.language())
                .put("contactFrequency", terms.frequency().name())
                .put("thresholdDays", terms.thresholdDays());
        account.customer().ifPresent(customer -> json.put("customer", customer));
        account.master().ifPresent(master -> json.put("master", master));
        residence.ifPresent(some -> json.put("address", some.address()).put("notes", some.notes()));
        return json;
    }

    static JsonObject of(Premises premises) {
        JsonObject json = new JsonObject().put("balanceMode", premises.traits().mode().name())
                .put("com", premises.traits().com())
                .put("vending", premises.traits().vending());
        premises.location().ifPresent(location -> json.put("location", location));
        return json;
    }

    static PlainLocation location(String location, JsonObject json) {
        return new PlainLocation(location, text(json, "address"));
    }

    static MeterData meter(String meter, JsonObject json, BalanceMode mode) {
        return new MeterData(meter, name(json, "location"), new MeterTraits(
                name(json, "balanceMode").map(word -> BalanceMode.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(mode),
                text(json, "com"), json.getBoolean("vending", MeterTraits.STANDARD.vending())));
    }

    /** An account with one of its meters as a row that could be saved again; closed ones say so. */
    static JsonObject of(ExportRow row, AccountOffice office) {
        JsonObject all = new JsonObject();
        JsonObject account = new JsonObject().put("account", row.account())
                .put("customerClass", row.customerClass())
                .put("subClass", row.subClass())
                .put("discounts", row.discounts())
                .put("language", row.language())
                .put("contactFrequency", row.contactFrequency())
                .put("thresholdDays", row.thresholdDays());
        putIfThere(account, "customer", row.customer());
        putIfThere(account, "master", row.master());
        if (row.customer() != null) {
            office.residence(row.customer(), row.account(), row.personal())
                    .ifPresent(some -> account.put("address", some.address()).put("notes", some.notes()));
            byte[] personal = row.customerPersonal();
            JsonObject customer = new JsonObject().put("customer", row.customer());
            (personal == null ? Optional.<Person>empty() : office.person(row.customer(), personal)).ifPresent(
                    person -> all.put("customer", over(of(person), customer)));
        }
        all.put("account", account).put("closed", row.closedAt() != null);
        if (row.location() != null && row.locationAddress() != null) {
            JsonObject location = new JsonObject().put("location", row.location());
            office.address(row.location(), row.locationAddress())
                    .ifPresent(address -> location.put("address", address));
            all.put("location", location);
        }
        if (row.meter() != null) {
            JsonObject meter = new JsonObject().put("meter", row.meter());
            putIfThere(meter, "location", row.location());
            putIfThere(meter, "balanceMode", row.balanceMode());
            putIfThere(meter, "com", row.com());
            putIfThere(meter, "vending", row.vending());
            all.put("meter", meter);
        }
        return all;
    }

    /** Maps and lists all the way down: whatever writes the answer need not know Vert.x. */
    static Map<String, Object> plain(JsonObject json) {
        Map<String, Object> map = new LinkedHashMap<>();
        json.forEach(entry -> map.put(entry.getKey(), switch (entry.getValue()) {
            case JsonObject object -> plain(object);
            case JsonArray array -> array.getList();
            default -> entry.getValue();
        }));
        return map;
    }

    private static void putIfThere(JsonObject to, String name, @Nullable Object value) {
        if (value != null) {
            to.put(name, value);
        }
    }

    private static Optional<JsonObject> part(JsonObject json, String name) {
        return Optional.ofNullable(json.getJsonObject(name));
    }

    static Optional<String> name(JsonObject json, String field) {
        return Optional.ofNullable(json.getString(field)).filter(value -> !value.isEmpty());
    }

    private static String text(JsonObject json, String field) {
        return json.getString(field, "");
    }

    private static List<String> texts(JsonObject json, String field) {
        JsonArray array = json.getJsonArray(field, new JsonArray());
        return array.stream().map(String.class::cast).toList();
    }
}
