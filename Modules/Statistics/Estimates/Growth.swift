import Glibc

/// Growth between two values of one series. The caller sees to it that no break in the series lies between them.
public enum Growth {
    /// The relative change, 0.1 for ten percent more; nil when the first value is not positive.
    public static func change(from first: Double, to last: Double) -> Double? {
        guard first > 0, last.isFinite, first.isFinite else { return nil }
        return last / first - 1
    }

    /// The compound annual growth rate over so many years; nil when a value or the time is not positive.
    public static func compoundAnnualRate(from first: Double, to last: Double, years: Double) -> Double? {
        guard first > 0, last > 0, years > 0, last.isFinite, first.isFinite, years.isFinite else { return nil }
        // Written with expm1 and log so that small rates keep their digits.
        return expm1(log(last / first) / years)
    }

    /// The value that steady growth at an annual rate leads to after so many years.
    public static func path(from first: Double, annualRate: Double, years: Double) -> Double {
        first * pow(1 + annualRate, years)
    }
}
