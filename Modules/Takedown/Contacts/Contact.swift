public import AllianceKit
public import CommandLineKit
import Cryptography

/// A mailbox, form or interface that notices can go to, and whether somebody decided that they may.
///
/// One that a trace has found, or that was put in by hand, is never written to before an analyst approved it.
public struct Contact: StoredRecord, Hashable {
    /// Whether notices may go there.
    public enum Standing: String, Sendable, Hashable, Codable, CaseIterable, ArgumentValue {
        /// Found or put in; waits for an analyst.
        case found
        /// An analyst approved it.
        case approved
        /// An analyst decided against it.
        case rejected
        /// Approved, then notices came back: it waits for an analyst again.
        case bounced
    }

    /// Where it came from.
    public enum Origin: String, Sendable, Hashable, Codable, CaseIterable {
        /// A trace.
        case trace
        /// An operator.
        case hand
        /// A file of overrides.
        case file
    }

    /// `contact_…`, made of way and target, so that one mailbox is one record.
    public var id: EntityID
    /// How it is reached.
    public var way: ContactWay
    /// The mail address or the URL, as it was found.
    public var target: String
    /// What it is to the content.
    public var kind: ContactKind
    /// Its name.
    public var name: String?
    /// What it is responsible for, as far as is known; at most 200.
    public var scopes: [ContactScope]
    /// Whether notices may go there.
    public var standing: Standing
    /// Where it came from.
    public var origin: Origin
    /// Of one that a trace found: in which answer, and where in it.
    public var source: String?
    /// When it was found or put in.
    public var found: Instant
    /// By whom.
    public var foundBy: String
    /// When it was approved or rejected.
    public var decided: Instant?
    /// By whom.
    public var decidedBy: String?
    /// Why.
    public var reason: String?
    /// Notices that came back, ever.
    public var bounces = 0
    /// Notices that came back since it was approved.
    public var bouncesSince = 0
    /// When the newest came back.
    public var lastBounce: Instant?
    /// The code it came back with (`5.1.1`).
    public var bounceCode: String?
    /// The language to write in (`en`).
    public var language: String?
    /// The channel's word, where it is not the usual one for its way.
    public var channel: String?
    /// The name of the template to write with.
    public var template: String?
    /// Hours over which cases are gathered into one message; none: each by itself.
    public var groupHours: Int?
    /// The class of quiet times it belongs to.
    public var quietClass: String?
    /// What an analyst should know: which fields a form wants, who answers.
    public var note: String?
    /// The day the facts of a file of overrides were checked.
    public var dated: CalendarDate?
    /// Where those facts stand.
    public var citation: String?

    /// Puts a contact together; it waits for an analyst.
    public init(
        _ way: ContactWay, _ target: String, kind: ContactKind, scopes: [ContactScope] = [], origin: Origin,
        found: Instant, by actor: String
    ) {
        id = Self.id(of: way, target)
        self.way = way
        self.target = target
        self.kind = kind
        self.scopes = Array(scopes.prefix(Self.scopeLimit))
        standing = .found
        self.origin = origin
        self.found = found
        foundBy = actor
    }

    /// The most scopes that one contact keeps.
    static let scopeLimit = 200

    /// The identity of a target; mail addresses differ by more than capitals.
    public static func id(of way: ContactWay, _ target: String) -> EntityID {
        let text = way == .mail ? target.lowercased() : target
        let name = Digester.digest(.sha256, of: "\(way.rawValue)\n\(text)").hex
        return EntityID(prefix: "contact", name: String(name.prefix(26)))
    }

    /// `takedown_contact`
    public static let table = "takedown_contact"
    /// Standing, kind, origin, target and time.
    public static let columns: [RecordColumn<Contact>] = [
        RecordColumn("standing", .text, indexed: true) { .text($0.standing.rawValue) },
        RecordColumn("kind", .text) { .text($0.kind.rawValue) },
        RecordColumn("origin", .text, indexed: true) { .text($0.origin.rawValue) },
        RecordColumn("target", .text, indexed: true) { .text($0.target.lowercased()) },
        RecordColumn("found", .integer) { .time($0.found) },
    ]
    /// One that was approved.
    public static let examples: [Contact] = {
        var contact = Contact(
            .mail, "abuse@hosting-one.example.net", kind: .hoster, scopes: [.autnum(64496)], origin: .trace,
            found: Instant(milliseconds: 1_790_000_000_000), by: "analyst-1")
        contact.name = "Example Hosting One abuse desk"
        contact.source = "ip-192.0.2.0-25.json /entities/1/vcardArray/1/3/3"
        contact.approve(by: "analyst-2", at: Instant(milliseconds: 1_790_000_360_000), reason: "answered before")
        return [contact]
    }()
}
