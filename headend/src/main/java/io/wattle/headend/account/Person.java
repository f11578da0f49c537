package io.wattle.headend.account;

import java.util.List;

/**
 * What is personal about a customer. Only the head-end ever has this in clear, and only while it is asked.
 *
 * @param name of the person or company
 * @param phones and emails, at most 8 of each
 * @param address for letters
 * @param notes words of the staff
 */
public record Person(String name, List<String> phones, List<String> emails, String address, String notes) {
    public Person {
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
    }

    /** Nothing of it, for logs and errors. */
    @Override
    public String toString() {
        return "a person";
    }
}
