package org.deltaw.study.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    @TempDir
    private Path directory;

    private Map<Guess.Role, String> guesses(String text) throws IOException {
        Files.writeString(directory.resolve("t.csv"), text);
        return Inspection.of(List.of("t.csv"), directory).guesses().stream().collect(Collectors.toMap(Guess::role, Guess::column));
    }

    private Draft draft() {
        return Inspection.of(List.of("t.csv"), directory).draft(directory);
    }

    @Test
    void columnsAreGuessedByTheNamesThatLaboratoriesUse() throws IOException {
        assertEquals(Map.of(Guess.Role.CHOICE, "response_choice", Guess.Role.REWARD, "feedbackType", Guess.Role.SUBJECT, "MouseID",
                Guess.Role.SESSION, "eid", Guess.Role.TRIAL, "trialNum"),
                guesses("MouseID,eid,trialNum,response_time,response_choice,feedbackType,probabilityLeft\n"
                        + "a,x,1,0.5,-1,1,0.5\na,x,2,0.25,1,-1,0.5\na,y,1,0.75,1,1,0.5\na,y,2,0.5,1,1,0.5\n"));
    }

    @Test
    void rewardsOfBothSidesAreJoined() throws IOException {
        assertEquals("`reward left` | `reward right`",
                guesses("choice,reward left,reward right\n0,True,False\n1,False,False\n").get(Guess.Role.REWARD));
        assertEquals("rewardedL | rewardedR", guesses("choice,rewardedL,rewardedR\n0,1,0\n1,0,0\n").get(Guess.Role.REWARD));
    }

    @Test
    void rewardInWordsIsComparedWithTheWordForIt() throws IOException {
        assertEquals("outcome == 'win'", guesses("choice,outcome\n0,win\n1,loss\n").get(Guess.Role.REWARD));
    }

    @Test
    void acceptanceWithInputsIsADecision() throws IOException {
        assertEquals(Map.of(Guess.Role.DECISION, "decision", Guess.Role.INPUTS, "x1, x2", Guess.Role.REWARD, "r", Guess.Role.GATE,
                "update"),
                guesses("x1,x2,decision,update,r\n0.5,1,1,1,0\n1,0.5,0,0,1\n"));
        assertTrue(draft().spec().contains("  layers: [2, 10, 1]\n"), draft().spec());
    }

    @Test
    void numberOfARowIsNobodysName() throws IOException {
        assertEquals(Map.of(Guess.Role.CHOICE, "choice"), guesses("id,choice\n1,a\n2,b\n3,a\n4,b\n"));
    }

    @Test
    void codeThatMayMeanNoResponseIsAsked() throws IOException {
        guesses("choice,reward\n0,1\n1,0\n2,0\n");
        Draft draft = draft();
        assertTrue(draft.spec().contains("\n  choice: {column: choice, missing: [2]}    # Does 2 mean"), draft.spec());
        assertEquals(List.of(new Draft.Question(6, "Does 2 mean that nothing was chosen? There are 0 (1), 1 (1), 2 (1).", false)),
                draft.open());
    }

    @Test
    void moreOptionsThanTwoAreToldToTheNetwork() throws IOException {
        guesses("choice,reward\na,1\nb,0\nc,0\nd,1\n");
        assertTrue(draft().spec().contains("  architecture: options\n  options: 4\n"), draft().spec());
    }

    @Test
    void filesWithOneArrayEachAreColumnsOfOneTable() throws IOException {
        Files.createDirectories(directory.resolve("alf"));
        for (String name : List.of("trials.choice", "trials.reward")) {
            Files.write(directory.resolve("alf/" + name + ".npy"), bytes(0, 1, 1));
        }
        Inspection inspection = Inspection.of(List.of("alf"), directory);
        assertEquals(Optional.of(3L), inspection.sideBySide().map(GroupView::rows));
        String spec = inspection.draft(directory).spec();
        assertTrue(spec.contains("  files: [alf/trials.choice.npy, alf/trials.reward.npy]\n  side-by-side: true"), spec);
        assertTrue(spec.contains("  choice: trials.choice    # 0 (1), 1 (2)\n  signals: {r: trials.reward}"), spec);
    }

    private static byte[] bytes(int... values) {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + values.length + ",), }";
        header = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        byte[] text = ("\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header).getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(text, text.length + values.length);
        for (int i = 0; i < values.length; i++) {
            all[text.length + i] = (byte) values[i];
        }
        return all;
    }

    @Test
    void fileThatCannotBeReadIsRefusedIfItIsTheOnlyOne() throws IOException {
        Files.writeString(directory.resolve("t.csv"), "");
        assertThrows(InvalidSpecException.class, this::draft);
        Files.writeString(directory.resolve("u.csv"), "choice\na\nb\n");
        assertEquals(2, Inspection.of(List.of("*.csv"), directory).files().size());
    }
}
