package io.wattle.headend.account;

/**
 * What is personal about an account.
 *
 * @param address where its customer lives or trades
 * @param notes words of the staff
 */
public record Residence(String address, String notes) {
    public static final Residence NOTHING = new Residence("", "");

    /** Nothing of it, for logs and errors. */
    @Override
    public String toString() {
        return "a residence";
    }
}
