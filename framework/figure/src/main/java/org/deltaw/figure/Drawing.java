package org.deltaw.figure;

import java.awt.AWTError;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;

/**
 * Draws a figure: as SVG, and as PNG with two dots for each unit. Drawing takes Java's graphics, which need about a second to start
 * and fonts; nothing of them is touched before the first drawing. For one thread.
 */
public final class Drawing {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    /** Dots for each unit of a bitmap, for print. */
    private static final int SCALE = 2;
    private static final String SVG = "http://www.w3.org/2000/svg";

    private final Chart<?, ?> chart;

    /**
     * Prepares a drawing.
     *
     * @throws IllegalStateException if this machine cannot draw, for want of fonts for example; the message says so
     */
    public Drawing(Figure figure) {
        System.setProperty("java.awt.headless", "true");
        this.chart = attempt(() -> Charts.of(figure, WIDTH, HEIGHT));
    }

    /** Returns the figure as the text of an SVG file. */
    public String svg() {
        return attempt(this::paintSvg);
    }

    /** Returns the figure as the bytes of a PNG file. */
    public byte[] png() {
        return attempt(this::paintPng);
    }

    private byte[] paintPng() throws IOException {
        BufferedImage image = new BufferedImage(SCALE * WIDTH, SCALE * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private String paintSvg() throws IOException, ParserConfigurationException {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation()
                .createDocument(SVG, "svg", null);
        SVGGraphics2D graphics = new SVGGraphics2D(document);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.paint(graphics, WIDTH, HEIGHT);
        StringWriter text = new StringWriter();
        try {
            graphics.stream(text, true);
        } catch (SVGGraphics2DIOException e) {
            throw new IOException("The figure cannot be written as SVG: " + e.getMessage(), e);
        }
        graphics.dispose();
        return text.toString();
    }

    private interface Work<T> {
        T done() throws IOException, ParserConfigurationException;
    }

    /** Where there are no fonts, Java's graphics fail with errors of several kinds, and differently the second time. */
    private static <T> T attempt(Work<T> work) {
        try {
            return work.done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | AWTError | LinkageError | InternalError e) {
            throw new IllegalStateException("Java's graphics do not work on this machine (" + e + "); are fonts installed?", e);
        }
    }
}
