package org.eutectic.cli.plot;

/**
 * Something to draw.
 *
 * @param title for the legend
 * @param x horizontal
 * @param y vertical
 * @param points whether it is drawn as single points and not as a line
 */
public record Curve(String title, double[] x, double[] y, boolean points) {}
