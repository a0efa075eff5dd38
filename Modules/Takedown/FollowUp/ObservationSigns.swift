public import AllianceKit

/// Signs by which parked names, suspended accounts and log-in pages give themselves away in header fields and redirects. A table, not
/// code; a sign is a hint for an analyst and never decides.
public struct ObservationSigns: Sendable {
    /// One dated entry of the table.
    public struct Entry: Sendable, Codable {
        /// What it is called in looks.
        public var name: String
        /// The first day it holds.
        public var from: CalendarDate
        /// The last day it holds.
        public var until: CalendarDate?
        /// Registrable domains that redirects lead to.
        public var redirectHost: [String]?
        /// Beginnings of paths that redirects lead to.
        public var path: [String]?
        /// Header fields that are there.
        public var header: [String]?
        /// Words in the field `Server`.
        public var server: [String]?
        /// Beginnings of paths of log-in pages that redirects lead to.
        public var login: [String]?
        /// Where it is known from.
        public var source: String
    }

    /// The entries.
    public var entries: [Entry]

    /// Signs of these entries.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// The house's own table.
    public static let builtin: ObservationSigns = {
        do {
            return ObservationSigns(try JSONBytes.decode([Entry].self, from: PackageResources.parking_signs_json))
        } catch {
            // The file is part of the build, and a test reads it.
            fatalError("parking-signs.json: \(error)")
        }
    }()

    /// Names of the signs of parking and suspension in an answer's header fields (names in lower case).
    func parking(_ headers: [(name: String, value: String)]) -> [String] {
        let names = Set(headers.map(\.name))
        let servers = headers.filter { $0.name == "server" }.map { $0.value.lowercased() }
        return entries.filter { entry in
            (entry.header ?? []).contains { names.contains($0) }
                || (entry.server ?? []).contains { word in servers.contains { $0.contains(word) } }
        }.map(\.name)
    }

    /// Names of the signs of parking and suspension in where a redirect leads.
    func parking(_ target: WebURL, domain: String?) -> [String] {
        let path = target.path.lowercased()
        return entries.filter { entry in
            (entry.redirectHost ?? []).contains { $0 == domain }
                || (entry.path ?? []).contains { path.hasPrefix($0) }
        }.map(\.name)
    }

    /// Whether a redirect leads to a log-in page.
    func isLogin(_ target: WebURL) -> Bool {
        let path = target.path.lowercased()
        return entries.contains { entry in
            (entry.login ?? []).contains { login in
                path == login || path.hasPrefix(login + "/") || path.hasPrefix(login + ".")
            }
        }
    }
}
