package io.wattle.headend.demo;

/** What must happen for the story to hold, in the order in which it is told. */
enum Step {
    METERS_READ("every one of the three meters is found and read"), //
    PAID("a payment becomes a credit load"), //
    CREDIT_SENT("the credit is sent to the meter"), //
    CREDIT_PROVED("the rise of the balance is proved"), //
    THEFT_FOUND("a rise with no transaction behind it is found, to the unit"), //
    WARNED("the customer whose credit runs out is warned"), //
    CUT("the supply is cut, after the warning"), //
    PAID_AGAIN("that customer pays"), //
    RECONNECTED("the supply is on again, after that credit is proved");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
