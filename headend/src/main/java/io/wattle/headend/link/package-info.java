/**
 * One conversation at a time with each meter, and no more than so many in all. Everyone who wants something of a meter
 * (polling, credit, supply) goes through here; nobody else opens a link.
 */
@NullMarked
package io.wattle.headend.link;

import org.jspecify.annotations.NullMarked;
