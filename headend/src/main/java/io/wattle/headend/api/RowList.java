package io.wattle.headend.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.account.PlainRow;
import io.wattle.headend.api.AccountAnswers.RowAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rows of accounts as they came: those that can be looked at, and those that are refused before, each with its place.
 *
 * @param good in their order
 * @param places of the good ones in the list that came
 * @param bad the others
 */
record RowList(List<PlainRow> good, List<Integer> places, List<RowAnswer> bad) {

    static RowList of(JsonArray array, ItemContract items) {
        RowList list = new RowList(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < array.size(); i++) {
            Object item = array.getValue(i);
            Optional<Problem> wrong = items.problem(ItemContract.ACCOUNT_ROW, item);
            if (wrong.isPresent()) {
                list.refuse(i, wrong.get());
                continue;
            }
            try {
                PlainRow row = AccountJson.row((JsonObject) item);
                requireNotTooLong(row);
                list.good.add(row);
                list.places.add(i);
            } catch (BadPart e) {
                list.refuse(i, e.problem());
            }
        }
        return list;
    }

    /** What is personal is sealed part by part, and no part is longer than the journal keeps. */
    static void requireNotTooLong(PlainRow row) {
        AccountOffice.tooLong(row).ifPresent(one -> {
            throw new BadPart(one.part(), "what is personal must be at most " + one.bytesMax()
                    + " bytes together, was: " + one.bytes());
        });
    }

    private void refuse(int place, Problem problem) {
        bad.add(new RowAnswer(place, "REFUSED", problem.title(), problem.field(), problem.detail()));
    }

    /** All of them.
     *
     * @throws BadPart if one is refused
     */
    List<PlainRow> orBadPart() {
        if (!bad.isEmpty()) {
            RowAnswer first = bad.getFirst();
            throw new BadPart("rows[" + first.row() + "]." + first.field(), String.valueOf(first.detail()));
        }
        return good;
    }

    /** Answers about the good ones and all others, by their places. */
    List<RowAnswer> with(List<RowAnswer> answers) {
        List<RowAnswer> all = new ArrayList<>(bad);
        for (RowAnswer answer : answers) {
            all.add(new RowAnswer(places.get(answer.row()), answer.outcome(), answer.reason(), answer.field(),
                    answer.detail()));
        }
        all.sort(Comparator.comparingInt(RowAnswer::row));
        return all;
    }
}
