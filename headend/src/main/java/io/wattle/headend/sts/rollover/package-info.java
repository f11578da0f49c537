/**
 * Key changes to a later base date for a list of meters: a CSV file in, a CSV file out, and either can be killed and gone
 * on with.
 *
 * <pre>
 *   CsvReader ──► RolloverRow ──► RolloverPlanner ──► SecurityModule ──► ResultsFile
 *                                  what would be done                    one line a meter
 * </pre>
 *
 * <p>The columns are described in {@code docs/sts.md}. Called by the command line.
 */
@NullMarked
package io.wattle.headend.sts.rollover;

import org.jspecify.annotations.NullMarked;
