public import AllianceKit

/// One dated table of codes: how material is classed, described, and what was done, by one authority's rules.
///
/// Tables are data. Those of the house are in `codes.json`; a workspace adds national ones as files below `codes/`.
public struct CodeScheme: Sendable, Hashable, Codable {
    /// One code.
    public struct Code: Sendable, Hashable, Codable {
        /// The code as the scheme writes it.
        public var code: String
        /// What it means, in a few words.
        public var label: String
        /// The word of `Classification` that it stands for, in tables that class material.
        public var classification: Classification?
    }

    /// What a table is about.
    public enum Subject: String, Sendable, Codable, CaseIterable {
        /// Whether and by which rule material is illegal.
        case classification
        /// What it shows, for investigators and statistics: never a description.
        case material
        /// Where it stands: kind of site, payment.
        case site
        /// What was done about it, or why not.
        case action
    }

    /// Stable identity: `iccam-age`.
    public var id: String
    /// What it is.
    public var title: String
    /// What it is about.
    public var subject: Subject
    /// Where it was read, and how sure that is.
    public var source: String
    /// The first day it is used.
    public var from: CalendarDate
    /// The last day it is used; nil while it is in use.
    public var until: CalendarDate?
    /// Whether one material has at most one code of it.
    public var exclusive: Bool
    /// The codes in order.
    public var codes: [Code]

    /// Whether it is in use on a day.
    public func applies(on day: CalendarDate) -> Bool { from <= day && until.map { day <= $0 } ?? true }
}
