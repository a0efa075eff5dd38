public import AllianceKit

/// Computes many indicators in one pass over the ledger's events. Memory grows with the number of subjects, not of events.
public struct LedgerFold {
    /// The definitions, in the order given.
    public let definitions: [IndicatorDefinition]
    /// Which events count.
    public let scope: FoldScope
    /// The number of ledger entries read.
    public private(set) var entriesRead: Int64 = 0
    var folds: [any MeasureFold]
    private var names = SubjectNames()
    private var uses: [String: [(fold: Int, role: Int)]] = [:]
    private var books: [[(fact: String, book: FactBook)]]
    /// Fact → the books it is written in.
    private var wanted: [String: [(fold: Int, book: Int)]] = [:]

    /// Prepares the pass.
    ///
    /// - Parameters:
    ///   - definitions: What to compute.
    ///   - breakdowns: For each definition's id the facts by which it is broken down.
    public init(_ definitions: [IndicatorDefinition], scope: FoldScope, breakdowns: [String: [String]] = [:]) {
        self.definitions = definitions
        self.scope = scope
        folds = definitions.map { $0.measure.makeFold(scope, breakdowns: breakdowns[$0.id] ?? []) }
        books = definitions.map { definition in
            (breakdowns[definition.id] ?? []).map { (fact: $0, book: FactBook()) }
        }
        for (place, fold) in folds.enumerated() {
            for (role, trace) in fold.traces.enumerated() { uses[trace.kind, default: []].append((place, role)) }
            for (number, entry) in books[place].enumerated() { wanted[entry.fact, default: []].append((place, number)) }
        }
    }

    /// Reads the whole ledger, or its first `scope.head` entries.
    public mutating func read(_ reader: any StoreReader) throws {
        var fold = self
        try reader.forEachEvent(from: 0) { entry in
            if let head = fold.scope.head, entry.sequence >= head { return false }
            fold.take(entry)
            return true
        }
        self = fold
    }

    /// Takes one event.
    public mutating func take(_ entry: LedgerEvent) {
        entriesRead += 1
        let roles = uses[entry.event.kind]
        guard roles != nil || !wanted.isEmpty else { return }
        guard entry.event.time <= scope.asOf else {
            for (fold, role) in roles ?? [] { folds[fold].leaveOut(role, EventTrace.afterAsOf) }
            return
        }
        let subject = names.number(of: entry.event.subject.text)
        for (fold, role) in roles ?? [] { folds[fold].take(entry, subject: subject, role: role) }
        if !wanted.isEmpty { note(entry.event, subject, roles ?? []) }
    }

    private mutating func note(_ event: Event, _ subject: Int32, _ roles: [(fold: Int, role: Int)]) {
        for (name, value) in event.facts.members {
            guard let places = wanted[name], let group = value.groupName else { continue }
            for (fold, book) in places {
                books[fold][book].book.note(
                    group, of: subject, at: event.time.milliseconds, isOwn: roles.contains { $0.fold == fold })
            }
        }
    }

    /// Everything that was computed, one result for each definition.
    public func results() -> [IndicatorResult] {
        definitions.indices.map { place in
            let definition = definitions[place]
            let fold = folds[place]
            var total = fold.figure(definition, of: fold.subjects)
            total.scope = scope
            let breakdowns = books[place].map { entry in
                Breakdown(fact: entry.fact, figures: groups(definition, fold, entry.fact, entry.book))
            }
            return IndicatorResult(
                definition: definition, scope: scope, total: total, breakdowns: breakdowns, days: fold.days,
                traces: fold.traces, account: fold.account, entriesRead: entriesRead)
        }
    }

    /// The figures of each value of a fact, the largest first, "not stated" last, small counts hidden.
    private func groups(
        _ definition: IndicatorDefinition, _ fold: any MeasureFold, _ fact: String, _ book: FactBook
    ) -> [Figure] {
        var figures: [Figure] = []
        func add(_ figure: Figure, _ value: String) {
            var figure = figure
            figure.scope = scope
            figure.group = Figure.Group(fact: fact, value: value)
            figures.append(figure)
        }
        if let counts = fold.counts(by: fact, book) {
            for (value, count) in counts { add(Figure(definition, count: count), value) }
        } else {
            let groups = Dictionary(grouping: fold.subjects) { book.value(of: $0) }
            for (value, members) in groups { add(fold.figure(definition, of: members), value) }
        }
        return figures.sorted { left, right in
            let (one, other) = (left.group?.value ?? "", right.group?.value ?? "")
            if (one == FactBook.notStated) != (other == FactBook.notStated) { return other == FactBook.notStated }
            return left.n == right.n ? one < other : left.n > right.n
        }.map { SmallNumbers.protect($0) }
    }
}

/// One indicator, computed.
public struct IndicatorResult: Sendable {
    /// What was computed.
    public let definition: IndicatorDefinition
    /// Of which events.
    public let scope: FoldScope
    /// The figure of everything.
    public let total: Figure
    /// The figures of its groups, small counts hidden.
    public let breakdowns: [Breakdown]
    /// Day since 1970 → count, for measures that count.
    public let days: [Int: Int]
    let traces: [EventTrace]
    let account: [(text: String, count: Int)]
    /// The number of ledger entries read.
    public let entriesRead: Int64
}

/// A figure by the values of one fact.
public struct Breakdown: Sendable {
    /// The fact.
    public let fact: String
    /// One figure for each value, the largest first.
    public let figures: [Figure]
}
