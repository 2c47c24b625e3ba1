package dev.weir.compare;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which resource of one package is which of another: that of the same name, else of the same path, else the one whose
 * fields are most alike, at least half of them.
 */
final class ResourcePairs {
    private static final double ALIKE = 0.5;

    /**
     * Two resources that are one, or one that only one package has.
     *
     * @param confidence that they are one, from 0 to 1
     */
    record Pair(@Nullable Resource before, @Nullable Resource after, double confidence) {}

    private ResourcePairs() {}

    /** All of both, in the order of the second package; those that are gone at the end. */
    static List<Pair> of(DataPackage before, DataPackage after) {
        List<Resource> olds = new ArrayList<>(before.resources());
        List<Resource> news = new ArrayList<>(after.resources());
        Resource[] partner = new Resource[news.size()];
        double[] confidence = new double[news.size()];
        for (int i = 0; i < partner.length; i++) {
            String name = news.get(i).json().text("name");
            claim(i, find(olds, name, true), 1, partner, confidence, olds);
        }
        for (int i = 0; i < partner.length; i++) {
            List<String> paths = news.get(i).paths();
            if (partner[i] == null && !paths.isEmpty()) {
                claim(i, find(olds, paths.get(0), false), 1, partner, confidence, olds);
            }
        }
        claimAlike(news, olds, partner, confidence);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < partner.length; i++) {
            pairs.add(new Pair(partner[i], news.get(i), confidence[i]));
        }
        olds.forEach(old -> pairs.add(new Pair(old, null, 1)));
        return pairs;
    }

    private static @Nullable Resource find(List<Resource> olds, @Nullable String wanted, boolean byName) {
        for (Resource old : olds) {
            String has = byName
                    ? old.json().text("name")
                    : old.paths().isEmpty() ? null : old.paths().get(0);
            if (has != null && has.equals(wanted)) {
                return old;
            }
        }
        return null;
    }

    private static void claim(
            int i,
            @Nullable Resource old,
            double sure,
            @Nullable Resource[] partner,
            double[] confidence,
            List<Resource> olds) {
        if (old != null) {
            partner[i] = old;
            confidence[i] = sure;
            olds.removeIf(other -> other == old);
        }
    }

    private static void claimAlike(
            List<Resource> news, List<Resource> olds, @Nullable Resource[] partner, double[] confidence) {
        for (int round = 0; round < partner.length; round++) {
            double best = ALIKE;
            int of = -1;
            Resource which = null;
            for (int i = 0; i < partner.length; i++) {
                for (Resource old : partner[i] == null ? olds : List.<Resource>of()) {
                    double alike = alike(old.schema(), news.get(i).schema());
                    if (alike > best || alike == best && of < 0) {
                        best = alike;
                        of = i;
                        which = old;
                    }
                }
            }
            if (which == null) {
                return;
            }
            claim(of, which, best, partner, confidence, olds);
        }
    }

    /** How many of the fields of both, by name and type, both have. */
    private static double alike(@Nullable Schema a, @Nullable Schema b) {
        if (a == null || b == null) {
            return 0;
        }
        Set<String> all = new HashSet<>();
        a.fields().forEach(field -> all.add(field.name() + ' ' + field.type()));
        int common = 0;
        int others = 0;
        for (var field : b.fields()) {
            if (all.contains(field.name() + ' ' + field.type())) {
                common++;
            } else {
                others++;
            }
        }
        return all.isEmpty() ? 0 : (double) common / (all.size() + others);
    }
}
