import AllianceKit

/// Folds events into one measure. One object for each indicator; all of them are fed in one pass over the ledger.
protocol MeasureFold: AnyObject {
    /// What became of each kind of event.
    var traces: [EventTrace] { get set }
    /// Takes an event that is not later than the as-of time; `role` is the place of its kind among `traces`.
    func take(_ entry: LedgerEvent, subject: Int32, role: Int)
    /// The figure of some of the subjects that are counted.
    func figure(_ definition: IndicatorDefinition, of members: [Int32]) -> Figure
    /// Every subject that is counted.
    var subjects: [Int32] { get }
    /// Day since 1970 → count, for measures that count.
    var days: [Int: Int] { get }
    /// Counts by the value of a fact, for measures that count events, each of which states its own; nil where subjects are grouped.
    func counts(by fact: String, _ book: FactBook) -> [String: Int]?
    /// What became of subjects, in words and numbers.
    var account: [(text: String, count: Int)] { get }
}

extension MeasureFold {
    func leaveOut(_ role: Int, _ reason: String) { traces[role].leave(out: reason) }
    var days: [Int: Int] { [:] }
    var account: [(text: String, count: Int)] { [] }
    func counts(by fact: String, _ book: FactBook) -> [String: Int]? { nil }
}

extension IndicatorDefinition.Measure {
    /// Makes the fold of this measure.
    func makeFold(_ scope: FoldScope, breakdowns: [String]) -> any MeasureFold {
        switch self {
        case .eventCount(let kind): EventCountFold(kind, scope, breakdowns: breakdowns)
        case .subjectCount(let kind): SubjectCountFold(kind, scope)
        case .duration(let from, let to, let pausedFrom, let pausedTo, let among):
            DurationFold(from: from, to: to, pausedFrom: pausedFrom, pausedTo: pausedTo, among: among, scope)
        case .share(let of, let to, let fact, let values, let decides):
            ShareFold(of: of, to: to, fact: fact, values: values, decides: decides, scope)
        }
    }
}
