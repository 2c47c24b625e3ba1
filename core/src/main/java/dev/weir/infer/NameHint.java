package dev.weir.infer;

import java.util.Locale;
import java.util.Set;

/** What the name of a field says of numbers in it: that they are years, or that nobody counts with them. */
final class NameHint {
    private static final Set<String> YEARS =
            Set.of("year", "years", "yr", "jahr", "annee", "année", "ano", "año", "anno", "date");

    /** Words that are names of codes: registers of companies, products, places and people number things by digits. */
    private static final Set<String> CODES = Set.of(
            "code",
            "codes",
            "zip",
            "zipcode",
            "postcode",
            "postal",
            "plz",
            "phone",
            "telephone",
            "tel",
            "fax",
            "mobile",
            "numeric",
            "isbn",
            "issn",
            "ean",
            "gtin",
            "upc",
            "cik",
            "cusip",
            "isin",
            "sedol",
            "lei",
            "npi",
            "ssn",
            "ein",
            "vat",
            "duns",
            "siren",
            "siret",
            "iban",
            "bic",
            "nuts",
            "fips",
            "gaul",
            "naics",
            "sic",
            "hs",
            "cas",
            "doi");

    private NameHint() {}

    static String[] words(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{N}]+", -1);
    }

    static boolean isYear(String name) {
        for (String word : words(name)) {
            if (YEARS.contains(word)) {
                return true;
            }
        }
        return false;
    }

    static boolean isCode(String name) {
        for (String word : words(name)) {
            if (CODES.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
