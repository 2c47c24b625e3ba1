package dev.weir.examples;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the tables of {@code datapackages/bank} from a seed: accounts, and a quarter's transactions in the order in which
 * they were booked. One in twenty is booked late: its value date is up to four weeks before its booking date.
 */
final class BankTables {
    private static final long SEED = 20260101;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
    private static final int PAYMENTS = 540;
    private static final String[] OWNERS = {
        "Ada Brook", "Ben Ford", "Cleo Marsh", "Dan Rivers", "Eve Wells", "Finn Lake",
        "Gail Banks", "Hugo Dyke", "Iris Poole", "Jon Sluice", "Kim Delta", "Leo Weir"
    };
    private static final String[] PURPOSES = {"groceries", "restaurant", "fuel", "insurance", "books", "repairs"};

    private final Random random = new Random(SEED);
    private final List<Transaction> transactions = new ArrayList<>();

    private record Transaction(int account, LocalDate booked, LocalDate value, long cents, String purpose) {}

    /** The file {@code accounts.csv}. */
    String accounts() {
        StringBuilder csv = new StringBuilder("account,owner,opened\n");
        for (int account = 0; account < OWNERS.length; account++) {
            LocalDate opened = LocalDate.of(2012 + account, 1 + account * 5 % 12, 3 + account * 7 % 25);
            csv.append(number(account) + "," + OWNERS[account] + "," + opened + "\n");
        }
        return csv.toString();
    }

    /** The file {@code transactions.csv}. */
    String transactions() {
        for (LocalDate month = FIRST; month.isBefore(LAST); month = month.plusMonths(1)) {
            for (int account = 0; account < OWNERS.length; account++) {
                add(account, month, -(70_000 + 5_000L * account), "rent");
                add(account, month.plusDays(27), 240_000 + 12_500L * account, "salary");
            }
        }
        for (int payment = 0; payment < PAYMENTS; payment++) {
            LocalDate day = FIRST.plusDays(random.nextInt((int) (LAST.toEpochDay() - FIRST.toEpochDay() + 1)));
            String purpose = PURPOSES[random.nextInt(PURPOSES.length)];
            add(random.nextInt(OWNERS.length), day, -(300 + random.nextInt(12_000)), purpose);
        }
        transactions.sort(Comparator.comparing(Transaction::booked).thenComparing(Transaction::value));
        StringBuilder csv = new StringBuilder("id,account,booking_date,value_date,amount,purpose\n");
        int id = 1;
        for (Transaction made : transactions) {
            csv.append(String.format(
                    Locale.ROOT, "T%04d,%s,%s,%s,", id++, number(made.account()), made.booked(), made.value()));
            csv.append(String.format(Locale.ROOT, "%s%d.%02d,", made.cents() < 0 ? "-" : "", euros(made), cents(made)));
            csv.append(made.purpose() + "\n");
        }
        return csv.toString();
    }

    private void add(int account, LocalDate day, long cents, String purpose) {
        LocalDate value = workday(day);
        boolean late = random.nextInt(20) == 0;
        LocalDate booked = late ? workday(value.plusDays(3 + random.nextInt(22))) : value;
        transactions.add(new Transaction(account, booked, value, cents, purpose));
    }

    private static LocalDate workday(LocalDate day) {
        LocalDate next = day;
        while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY) {
            next = next.plusDays(1);
        }
        return next;
    }

    private static String number(int account) {
        return String.format(Locale.ROOT, "%08d", 1_000_003 + 7_919 * account);
    }

    private static long euros(Transaction made) {
        return Math.abs(made.cents()) / 100;
    }

    private static long cents(Transaction made) {
        return Math.abs(made.cents()) % 100;
    }
}
