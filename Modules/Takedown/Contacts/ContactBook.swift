public import AllianceKit

/// Answers who is to be written to about a traced case, out of the contacts that are kept and those that the trace found.
///
/// Good for one read or transaction: contacts put in by hand or by file are loaded when it is made.
public struct ContactBook {
    private let reader: any StoreReader
    private let given: [Contact]

    /// A book over a store.
    public init(_ reader: any StoreReader) throws {
        self.reader = reader
        let origins = [Contact.Origin.hand, .file].map { ColumnValue.text($0.rawValue) }
        given = try reader.all(Query<Contact>().where("origin", in: origins)).filter { $0.standing != .rejected }
    }

    /// Who is to be written to at a level, leaving out those that were written to already.
    ///
    /// The best contact that was not rejected decides: when it waits for an analyst, nobody is written to before that. Contacts whose
    /// notices came back stand behind all others, and last resorts count only once they are approved.
    public func preferred(
        for result: TraceResult, at level: ContactLevel = .host, excluding written: Set<EntityID> = []
    ) throws -> ContactChoice {
        let options = try options(for: result, at: level).filter { !written.contains($0.contact.id) }
        let usable = options.filter { !$0.isLastResort || $0.contact.mayBeWrittenTo }
        guard let best = usable.first else { return .none }
        if best.contact.mayBeWrittenTo { return .approved(best) }
        return .undecided(Array(usable.prefix { !$0.contact.mayBeWrittenTo }))
    }

    /// The same for the trace of a case; `none` when it has not been traced.
    public func preferred(
        for trace: CaseTrace?, at level: ContactLevel = .host, excluding written: Set<EntityID> = []
    ) throws -> ContactChoice {
        guard let trace else { return .none }
        return try preferred(for: trace.result, at: level, excluding: written)
    }

    /// The whole chain of escalation, each level with its contacts in order.
    public func chain(for result: TraceResult) throws -> [(level: ContactLevel, options: [ContactOption])] {
        try ContactLevel.allCases.map { ($0, try options(for: result, at: $0)) }
    }

    /// Contacts at a level, the best first: those put in for this address (an interface before a form before a mailbox, the closest
    /// first), then the trace's own; behind them those that bounced. Rejected ones are left out.
    public func options(for result: TraceResult, at level: ContactLevel) throws -> [ContactOption] {
        var options = overrides(for: result, at: level)
        for candidate in result.contacts.candidates where Self.belongs(candidate, level) {
            let id = Contact.id(of: candidate.way, candidate.target)
            guard !options.contains(where: { $0.contact.id == id }) else { continue }
            let contact =
                try reader.get(Contact.self, id)
                ?? Contact(
                    candidate.way, candidate.target, kind: candidate.basis.kind, origin: .trace,
                    found: Instant(milliseconds: 0),
                    by: "trace")
            guard contact.standing != .rejected else { continue }
            options.append(
                ContactOption(
                    contact: contact, reasons: candidate.reasons + Self.history(contact), basis: candidate.basis,
                    isLastResort: candidate.purpose == .lastResort))
        }
        return options.filter { $0.contact.standing != .bounced } + options.filter { $0.contact.standing == .bounced }
    }

    private func overrides(for result: TraceResult, at level: ContactLevel) -> [ContactOption] {
        var found: [(rank: (Int, Int), option: ContactOption)] = []
        for contact in given where contact.kind.level == level {
            let fitting = contact.scopes.filter { $0.covers(result) }
            guard let closest = fitting.max(by: { $0.closeness < $1.closeness }) else { continue }
            let way = ContactWay.allCases.firstIndex(of: contact.way) ?? 0
            var reasons = ["put in for \(closest)"]
            if contact.way != .mail { reasons.append("\(contact.way == .form ? "a form" : "an interface") beats mail") }
            if let citation = contact.citation { reasons.append("according to \(citation)") }
            if let dated = contact.dated { reasons.append("as of \(dated)") }
            found.append(
                (
                    (way, -closest.closeness),
                    ContactOption(
                        contact: contact, reasons: reasons + Self.history(contact), basis: nil,
                        isLastResort: contact.kind == .siteOwner)
                ))
        }
        return found.sorted { $0.rank == $1.rank ? $0.option.contact.id < $1.option.contact.id : $0.rank < $1.rank }
            .map(\.option)
    }

    /// Whether a candidate of a trace stands at a level. The host's level has the wider contacts too, behind the closer ones.
    private static func belongs(_ candidate: ContactCandidate, _ level: ContactLevel) -> Bool {
        switch level {
        case .host: candidate.basis != .registrar
        case .upstream: candidate.basis == .parentNetwork || candidate.basis == .autnum
        case .registrar: candidate.basis == .registrar
        case .authority: false
        }
    }

    private static func history(_ contact: Contact) -> [String] {
        guard contact.bouncesSince > 0, let last = contact.lastBounce else { return [] }
        let code = contact.bounceCode.map { " (\($0))" } ?? ""
        return ["\(contact.bouncesSince) came back since it was approved, the last on \(last)\(code)"]
    }
}

extension ContactCandidate.Basis {
    /// What such a contact is to the content.
    public var kind: ContactKind {
        switch self {
        case .network, .organization, .abuseMailbox, .remarks, .operations: .hoster
        case .parentNetwork, .autnum: .upstream
        case .registrar: .registrar
        case .securityText, .convention: .siteOwner
        }
    }
}
