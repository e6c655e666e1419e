/** What is checked of a model before anything is computed: physical dimensions and continuity. */
package org.eutectic.check;
