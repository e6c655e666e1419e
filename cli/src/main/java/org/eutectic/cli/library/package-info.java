/** The properties of a library of potentials, computed beside published. */
package org.eutectic.cli.library;
