/**
 * Built-in terms: summands of a potential that are no equations of the language, such as a lattice sum of charges or a potential of the field's own files.
 * A {@link org.eutectic.term.TermFactory} is a service; it says what the term is called and which arguments it takes, and makes it of arguments that have been checked.
 */
package org.eutectic.term;
