package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {
    @TempDir
    Path directory;

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void needsNothingElseAndIsWellFormed() throws Exception {
        Terminal terminal = new Terminal(directory);
        terminal.run("fit", terminal.spec(), "name=<b>flies & co</b>", "-o", terminal.path("r").toString());
        String html = terminal.read("r/report.html");
        assertTrue(html.contains("<h1>&lt;b&gt;flies &amp; co&lt;/b&gt;</h1>"), html);
        assertFalse(html.contains("<b>"), "text of a user is not escaped");
        Matcher addresses = Pattern.compile("(src|href)=").matcher(html);
        assertFalse(addresses.find(), "it refers to something outside");
        Document page = parsed(html.replace("<!DOCTYPE html>", "").replace("<meta charset=\"utf-8\">", ""));
        assertEquals(2, page.getElementsByTagName("svg").getLength());
        assertEquals(3, page.getElementsByTagName("table").getLength(), "coefficients, metrics and versions");
        String text = page.getDocumentElement().getTextContent();
        for (String part : List.of("dw = ", "grow", "ada/1", "iteration", "learning-rate: 0.05", "lab bench")) {
            assertTrue(text.contains(part), part);
        }
    }
}
