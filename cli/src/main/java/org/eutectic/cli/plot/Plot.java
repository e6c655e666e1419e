package org.eutectic.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.eutectic.cli.CommandException;
import org.eutectic.md.file.OutputFile;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.w3c.dom.Document;

/** A diagram of curves, written as SVG or PNG by the file's name. Needs no screen. */
public final class Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 560;
    private static final int LEGEND = 160;
    private static final float LINE = 1.8f;
    /** The first line is wide enough to be seen beneath another that runs along it. */
    private static final float FIRST_LINE = 4.5f;
    /** Pixels of a PNG for each unit of length. */
    private static final int PIXELS = 2;
    private static final String SVG_SPACE = "http://www.w3.org/2000/svg";
    /** A palette that the color-blind can tell apart: M. Okabe and K. Ito (2008). */
    private static final Color[] COLORS = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9),
        new Color(0x000000), new Color(0x999933)};

    private final String title;
    private final String x;
    private final String y;
    private final List<Curve> curves;
    private final double reach;
    private final List<Mark> marks;

    /**
     * A place on the horizontal axis that has a name.
     *
     * @param name stands below the axis, beside a line upwards
     */
    public record Mark(String name, double x) {}

    private Plot(String title, String x, String y, List<Curve> curves, double reach, List<Mark> marks) {
        this.marks = List.copyOf(marks);
        this.title = title;
        this.x = x;
        this.y = y;
        this.curves = List.copyOf(curves);
        this.reach = reach;
    }

    /** A diagram whose axes fit what is drawn. */
    public Plot(String title, String x, String y, List<Curve> curves) {
        this(title, x, y, curves, Double.NaN, List.of());
    }

    /** The same with both axes from -reach to reach, of equal length. */
    public Plot square(double reach) {
        return new Plot(title, x, y, curves, reach, marks);
    }

    /** The same with names in place of numbers along the horizontal axis, and all curves alike: bands. */
    public Plot marked(List<Mark> marks) {
        return new Plot(title, x, y, curves, reach, marks);
    }

    /** Says before anything is calculated that a file's name tells no format. */
    public static void requireFormat(Path file) {
        if (file != null && !svg(file) && !png(file)) {
            throw new CommandException("--plot: the name must end in .svg or .png, not " + file.getFileName());
        }
    }

    private static boolean svg(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    }

    private static boolean png(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png");
    }

    /**
     * Writes the diagram.
     *
     * @throws CommandException where Java cannot draw letters on this machine
     */
    public void write(Path file) {
        System.setProperty("java.awt.headless", "true");
        requireLetters();
        try {
            if (svg(file)) {
                String text = svg();
                OutputFile.write(file, out -> out.append(text));
            } else {
                byte[] bytes = png();
                try (OutputFile out = new OutputFile(file)) {
                    out.append(bytes);
                    out.commit();
                }
            }
        } catch (IOException | ParserConfigurationException e) {
            throw new CommandException("--plot: " + file + " cannot be drawn: " + e.getMessage(), e);
        }
    }

    /** Where a system has no fonts Java breaks down in ways that differ from version to version. */
    private static void requireLetters() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("Å", new FontRenderContext(null, true, true));
        } catch (LinkageError | RuntimeException | InternalError e) {
            throw new CommandException("--plot: no letters can be drawn on this machine: install fonts and fontconfig (as in 'apt install fontconfig fonts-dejavu-core')", e);
        }
    }

    private String svg() throws IOException, ParserConfigurationException {
        Document document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().getDOMImplementation().createDocument(SVG_SPACE, "svg", null);
        SVGGraphics2D canvas = new SVGGraphics2D(document);
        canvas.setSVGCanvasSize(new Dimension(width(), HEIGHT));
        chart().paint(canvas, width(), HEIGHT);
        StringWriter text = new StringWriter();
        canvas.stream(text, true);
        return text.toString();
    }

    private byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(PIXELS * width(), PIXELS * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.scale(PIXELS, PIXELS);
        chart().paint(canvas, width(), HEIGHT);
        canvas.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private int width() {
        return Double.isNaN(reach) ? WIDTH : HEIGHT + LEGEND;
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder().width(width()).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE).setLegendPosition(LegendPosition.OutsideE).setLocale(Locale.ROOT);
        style.setPlotGridLinesColor(new Color(0xE0E0E0));
        if (!Double.isNaN(reach)) {
            style.setXAxisMin(-reach).setXAxisMax(reach).setYAxisMin(-reach).setYAxisMax(reach);
        }
        if (!marks.isEmpty()) {
            mark(chart);
        }
        float line = marks.isEmpty() ? FIRST_LINE : LINE;
        for (int k = 0; k < curves.size(); k++) {
            Curve c = curves.get(k);
            XYSeries s = chart.addSeries(c.title(), c.x(), c.y());
            s.setXYSeriesRenderStyle(c.points() ? XYSeries.XYSeriesRenderStyle.Scatter : XYSeries.XYSeriesRenderStyle.Line);
            s.setMarker(c.points() ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE).setMarkerColor(color(k));
            s.setLineStyle(new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)).setLineColor(color(k));
            line = c.points() ? line : LINE;
        }
        return chart;
    }

    private Color color(int curve) {
        return COLORS[marks.isEmpty() ? curve % COLORS.length : 0];
    }

    private void mark(XYChart chart) {
        XYStyler style = chart.getStyler();
        double low = curves.stream().flatMapToDouble(c -> Arrays.stream(c.y())).min().orElse(0), high = curves.stream().flatMapToDouble(c -> Arrays.stream(c.y())).max().orElse(1);
        double margin = 0.05 * (high - low), floor = low < -margin ? low - margin : 0;
        style.setLegendVisible(false).setAnnotationLineColor(new Color(0x808080)).setAnnotationLineStroke(new BasicStroke(1)).setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        style.setXAxisTickLabelsColor(new Color(0, true)).setXAxisTicksVisible(true).setPlotGridVerticalLinesVisible(false).setYAxisMin(floor).setYAxisMax(high + margin)
            .setXAxisMin(marks.getFirst().x()).setXAxisMax(marks.getLast().x());
        for (Mark m : marks) {
            chart.addAnnotation(new AnnotationLine(m.x(), true, false));
            chart.addAnnotation(new AnnotationText(m.name(), m.x(), floor - 1.5 * margin, false));
        }
    }
}
