package io.wattle.headend.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which words, and how often, customers are told. */
class WordingTest {

    @ParameterizedTest
    @CsvSource({"fr, FRENCH", "fr-CI, FRENCH", "fr_CI, FRENCH", "en, ENGLISH", "'', ENGLISH", "sw, ENGLISH",
            "not a tag, ENGLISH"})
    void shouldSpeakTheLanguageOfTheAccountOrEnglish(String language, Wording wording) {
        assertThat(Wording.of(language)).isEqualTo(wording);
    }

    @Test
    void shouldWriteNumbersAsTheLanguageDoes() {
        assertThat(Wording.FRENCH.tokens("M1", new Energy(25_500), new Money(510, "USD"), List.of("1234", "5678")))
                .isEqualTo("Compteur M1 : 25,500 kWh pour 5,10 USD. Saisir dans cet ordre : 1234, 5678");
        assertThat(Wording.ENGLISH.tokens("M1", new Energy(25_500), new Money(510, "USD"), List.of("1234")))
                .isEqualTo("Meter M1: 25.500 kWh for 5.10 USD. Token: 1234");
    }

    // Decision 5: every warning states the amount needed.
    @Test
    void shouldSayWhatKeepsTheSupply() {
        assertThat(Wording.ENGLISH.disconnection("M1", Optional.of(new Money(-250, "USD"))))
                .contains("Pay more than 2.50 USD");
        assertThat(Wording.FRENCH.disconnection("M1", Optional.of(new Money(-250, "USD"))))
                .contains("Payez plus de 2,50 USD");
        assertThat(Wording.ENGLISH.disconnection("M1", Optional.of(new Energy(-5)))).contains("Buy credit");
        assertThat(Wording.ENGLISH.lowCredit("M1", Optional.of(new Energy(1_500)))).contains("1.500 kWh left");
        assertThat(Wording.FRENCH.cut("M1")).contains("M1", "coupure");
    }

    /** Occasions by the hour; each is asked for with those before it. */
    @ParameterizedTest
    @CsvSource({"ALWAYS, 0 1 2 30 200, 0 1 2 30 200", "NEVER, 0 1 2 30 200, ''", "DAILY, 0 1 23 24 47 48 60, 0 24 48",
            "WEEKLY, 0 100 167 168 300 400, 0 168 400"})
    void shouldTellOfLowCreditAsOftenAsTheCustomerWantsF117(ContactFrequency frequency, String occasions, String sent) {
        List<Instant> all = Stream.of(occasions.split(" ")).map(WordingTest::at).toList();
        List<Instant> told = all.stream()
                .filter(now -> HowOften.isSent(frequency, all.subList(0, all.indexOf(now)).reversed(), now))
                .toList();
        assertThat(told).isEqualTo(Stream.of(sent.split(" ")).filter(word -> !word.isEmpty()).map(WordingTest::at)
                .toList());
    }

    private static Instant at(String hour) {
        return Instant.parse("2026-01-05T00:00:00Z").plusSeconds(3_600L * Integer.parseInt(hour));
    }
}
