/**
 * The read store: tables for people and systems to query, made from the journal and rebuilt from it at any time.
 */
@NullMarked
package io.wattle.headend.store;

import org.jspecify.annotations.NullMarked;
