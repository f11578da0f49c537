package io.wattle.headend.message;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said to a customer, in a language that he reads. Whoever said nothing, or another language, reads English. Pure. */
enum Wording {
    ENGLISH("en") {
        @Override
        String tokens(String meter, Quantity units, Money price, List<String> digits) {
            return "Meter " + meter + ": " + amount(units) + " for " + amount(price) + ". "
                    + (digits.size() == 1 ? "Token: " : "Key in, in this order: ") + String.join(", ", digits);
        }

        @Override
        String lowCredit(String meter, Optional<Quantity> left) {
            return "Meter " + meter + ": credit is low" + left.map(has -> ", " + amount(has) + " left").orElse("") + ".";
        }

        @Override
        String disconnection(String meter, Optional<Quantity> left) {
            return "Meter " + meter + ": no credit is left, and the supply will be cut." + Wording.owed(left)
                    .map(more -> " Pay more than " + amount(more) + " to keep it.")
                    .orElse(" Buy credit to keep it.");
        }

        @Override
        String cut(String meter) {
            return "Meter " + meter + ": the supply is being cut. It comes back once credit is paid.";
        }
    },
    FRENCH("fr") {
        @Override
        String tokens(String meter, Quantity units, Money price, List<String> digits) {
            return "Compteur " + meter + " : " + amount(units) + " pour " + amount(price) + ". "
                    + (digits.size() == 1 ? "Jeton : " : "Saisir dans cet ordre : ") + String.join(", ", digits);
        }

        @Override
        String lowCredit(String meter, Optional<Quantity> left) {
            return "Compteur " + meter + " : le crédit est faible" + left.map(has -> ", il reste " + amount(has))
                    .orElse("") + ".";
        }

        @Override
        String disconnection(String meter, Optional<Quantity> left) {
            return "Compteur " + meter + " : le crédit est épuisé et l'alimentation sera coupée." + Wording.owed(left)
                    .map(more -> " Payez plus de " + amount(more) + " pour la garder.")
                    .orElse(" Achetez du crédit pour la garder.");
        }

        @Override
        String cut(String meter) {
            return "Compteur " + meter + " : l'alimentation est en cours de coupure. Elle revient dès qu'un crédit est payé.";
        }

        @Override
        String amount(Quantity quantity) {
            return super.amount(quantity).replace('.', ',');
        }
    };

    private final String tag;

    Wording(String tag) {
        this.tag = tag;
    }

    /** By a tag such as {@code fr} or {@code fr-CI}. */
    static Wording of(String language) {
        for (Wording wording : values()) {
            if (wording.tag.equals(Locale.forLanguageTag(language.replace('_', '-')).getLanguage())) {
                return wording;
            }
        }
        return ENGLISH;
    }

    String tag() {
        return tag;
    }

    abstract String tokens(String meter, Quantity units, Money price, List<String> digits);

    abstract String lowCredit(String meter, Optional<Quantity> left);

    abstract String disconnection(String meter, Optional<Quantity> left);

    abstract String cut(String meter);

    String amount(Quantity quantity) {
        return QuantityText.of(quantity);
    }

    /** What a balance in money lacks. */
    private static Optional<Quantity> owed(Optional<Quantity> left) {
        return left.filter(has -> has instanceof Money && !has.isPositive()).map(Quantity::negated);
    }
}
