import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDFs with veraPDF: {@code Verify ua1 FILE...}, the flavour as veraPDF names it (ua1, 2b, 3a).
 * Prints a line a file, "PASS path" or "FAIL path", then one for each rule that the file breaks.
 * Exit status 0: all pass, 1: not all, 2: usage.
 */
public final class Verify {
    private static final int MOST_FAILURES = 1000;

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2 || PDFAFlavour.byFlavourId(arguments[0]) == PDFAFlavour.NO_FLAVOUR) {
            System.err.println("usage: Verify FLAVOUR FILE...");
            System.exit(2);
        }
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        boolean all = true;
        for (int i = 1; i < arguments.length; i++) {
            all &= passes(arguments[i], flavour);
        }
        System.exit(all ? 0 : 1);
    }

    private static boolean passes(String path, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, MOST_FAILURES, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            boolean checked = result.getTotalAssertions() > 0;
            System.out.println((result.isCompliant() && checked ? "PASS " : "FAIL ") + path);
            if (!checked) {
                System.out.println("    nothing was checked");
            }
            broken(result).forEach((rule, message) -> System.out.println("    " + rule + " " + message));
            return result.isCompliant() && checked;
        }
    }

    private static Map<String, String> broken(ValidationResult result) {
        Map<String, String> found = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                found.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
            }
        }
        return found;
    }
}
