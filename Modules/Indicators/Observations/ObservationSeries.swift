import AllianceKit
import Statistics

/// The observations of one indicator and area, in time.
struct ObservationSeries: Sendable {
    let indicator: String
    let refArea: String
    /// By the start of their periods, then by their length.
    let observations: [Observation]

    /// Groups observations into series, sorted by indicator and area.
    static func gather(_ observations: [Observation]) -> [ObservationSeries] {
        var groups: [[String]: [Observation]] = [:]
        for one in observations { groups[[one.indicator, one.refArea], default: []].append(one) }
        return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, members in
            ObservationSeries(indicator: key[0], refArea: key[1], observations: members)
        }
    }

    init(indicator: String, refArea: String, observations: [Observation]) {
        self.indicator = indicator
        self.refArea = refArea
        self.observations = observations.sorted { left, right in
            guard let one = left.period, let other = right.period else { return left.timePeriod < right.timePeriod }
            return (one.start, other.days, one.text) < (other.start, one.days, other.text)
        }
    }

    /// What tells series apart.
    var key: String { "\(indicator)/\(refArea)" }

    /// The policy target its code starts with, or nil.
    var target: PolicyTarget? { observations.first?.target }

    /// The unit of the newest observation.
    var unit: String { observations.last?.unit ?? "" }

    /// The part with the most usual length of period, for charts: years are not drawn into one line with quarters. Where totals at a
    /// date are among them it is the whole, because then every value is a total at a date.
    var mainPart: ObservationSeries {
        if observations.contains(where: { $0.period?.frequency == .day }) { return self }
        var counts: [TimePeriod.Frequency: Int] = [:]
        for one in observations { if let period = one.period { counts[period.frequency, default: 0] += 1 } }
        let main = TimePeriod.Frequency.allCases.max { counts[$0, default: 0] < counts[$1, default: 0] }
        return ObservationSeries(
            indicator: indicator, refArea: refArea, observations: observations.filter { $0.period?.frequency == main })
    }

    /// Whether there is only one observation.
    var isSingle: Bool { observations.count == 1 }

    /// The newest observation with a value.
    var latest: Observation? { observations.last { $0.value != nil } }
}

/// Growth between two observations of a series, and what stands between them.
struct SeriesGrowth: Sendable {
    let first: Observation
    let last: Observation
    /// Observations after the first, up to and including the last, at which the series breaks; and ends with another definition.
    let breaks: [Observation]
    let years: Double
    /// Relative change, 0.1 for ten percent.
    let change: Double?
    /// Compound annual growth rate, where more than a year lies between.
    let annualRate: Double?

    /// Compares two periods of a series. Throws when one is missing, when they differ in length, or across a break unless `acrossBreaks`.
    init(_ series: ObservationSeries, from: String?, to: String?, acrossBreaks: Bool) throws {
        let known = series.observations.filter { $0.value != nil }
        func find(_ text: String?, _ fallback: Observation?) throws -> Observation {
            guard let text else {
                guard let fallback else {
                    throw AllianceError(
                        "indicators.growth.too-few", "\(series.indicator) has fewer than two values to compare")
                }
                return fallback
            }
            guard let found = known.first(where: { $0.timePeriod == text }) else {
                throw AllianceError(
                    "indicators.growth.period", "\(series.indicator) has no value for \(text) in \(series.refArea)",
                    hint: "periods with values: \(known.map(\.timePeriod).joined(separator: ", "))", exit: .usage)
            }
            return found
        }
        let last = try find(to, known.last)
        let first = try find(
            from, known.last { $0.period?.start ?? .distantFuture < last.period?.start ?? .distantPast })
        guard let start = first.period, let end = last.period, start.start < end.start else {
            throw AllianceError(
                "indicators.growth.order", "\(first.timePeriod) is not before \(last.timePeriod)", exit: .usage)
        }
        guard start.frequency == end.frequency else {
            throw AllianceError(
                "indicators.growth.length", "\(start.text) and \(end.text) are periods of different length",
                hint: "compare a year with a year, a quarter with a quarter", exit: .usage)
        }
        breaks = series.observations.filter { one in
            guard let period = one.period, period.start > start.start || one.id == first.id else { return false }
            guard period.start <= end.start else { return false }
            // At the first period only another definition matters: a break lies before its observation.
            return one.id == first.id ? one.obsStatus == .definitionDiffers : one.obsStatus.isIncomparable
        }
        if !breaks.isEmpty, !acrossBreaks {
            let names = breaks.map {
                "\($0.timePeriod) (\($0.obsStatus.meaning)\($0.note.isEmpty ? "" : ": \($0.note)"))"
            }
            throw AllianceError(
                "indicators.growth.break",
                "the series \(series.indicator) cannot be compared across \(names.joined(separator: ", "))",
                hint: "--across-breaks computes it all the same and says so", exit: .notAllowed)
        }
        self.first = first
        self.last = last
        years = end.years(since: start)
        change = Growth.change(from: first.value ?? 0, to: last.value ?? 0)
        annualRate = Growth.compoundAnnualRate(from: first.value ?? 0, to: last.value ?? 0, years: years)
    }
}

extension CalendarDate {
    fileprivate static let distantPast = CalendarDate(daysSince1970: -719_162)
    fileprivate static let distantFuture = CalendarDate(daysSince1970: 2_932_896)
}
