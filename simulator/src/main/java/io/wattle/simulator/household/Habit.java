package io.wattle.simulator.household;

/**
 * How one person uses a service, on average.
 *
 * @param hourly the usual rate for each hour of the day, 24 of them; watts or litres per hour
 * @param appliances how many times a day something big is switched on
 * @param applianceMin the least that it draws more, in the same unit
 * @param applianceMax the most that it draws more
 */
record Habit(int[] hourly, int appliances, int applianceMin, int applianceMax) {
    /** Watts: little at night, tea in the morning, light and cooking in the evening; about 1.5 kWh a day. */
    static final Habit ELECTRICITY = new Habit(new int[] {14, 12, 12, 12, 16, 36, 60, 64, 48, 36, 32, 36, 44, 40, 32,
            32, 40, 72, 104, 120, 112, 88, 48, 24}, 3, 80, 240);
    /** Litres per hour: nothing at night, washing in the morning and evening; about 60 l a day. */
    static final Habit WATER = new Habit(
            new int[] {0, 0, 0, 0, 0, 2, 6, 6, 4, 2, 2, 2, 4, 2, 2, 2, 2, 4, 6, 4, 4, 2, 0, 0}, 2, 4, 16);
    /** Litres per hour: cooking three times a day and hot water in the morning; about half a cubic metre a day. */
    static final Habit GAS = new Habit(
            new int[] {0, 0, 0, 0, 0, 20, 60, 40, 10, 0, 0, 20, 50, 10, 0, 0, 0, 20, 70, 60, 20, 10, 0, 0}, 2, 20, 90);

    int usual(int hour) {
        return hourly[hour];
    }
}
