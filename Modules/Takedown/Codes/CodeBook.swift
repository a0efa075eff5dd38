public import AllianceKit

/// All tables of codes that a house uses.
public struct CodeBook: Sendable {
    /// The tables, by identity and first day.
    public let schemes: [CodeScheme]

    /// A book of these tables. Throws `takedown.codes.table` when a table has a code twice, ends before it begins, or overlaps another
    /// edition of itself.
    public init(_ schemes: [CodeScheme]) throws(AllianceError) {
        self.schemes = schemes.sorted { ($0.id, $0.from.description) < ($1.id, $1.from.description) }
        for (place, scheme) in self.schemes.enumerated() {
            func refuse(_ problem: String) -> AllianceError {
                AllianceError("takedown.codes.table", "the table \(scheme.id) of \(scheme.from) \(problem)")
            }
            guard !scheme.codes.isEmpty, Set(scheme.codes.map(\.code)).count == scheme.codes.count else {
                throw refuse("has no codes, or one of them twice")
            }
            if let until = scheme.until, until < scheme.from { throw refuse("ends before it begins") }
            guard !scheme.id.isEmpty, !scheme.id.contains(":") else { throw refuse("has no usable name") }
            let next = self.schemes.dropFirst(place + 1).first { $0.id == scheme.id }
            if let next, scheme.until.map({ next.from <= $0 }) ?? true {
                throw refuse("overlaps its edition of \(next.from)")
            }
        }
    }

    /// The house's own tables.
    public static let builtin: CodeBook = {
        do {
            return try CodeBook(JSONBytes.decode([CodeScheme].self, from: PackageResources.codes_json))
        } catch {
            // The file is part of the build, and a test reads it.
            fatalError("codes.json: \(error)")
        }
    }()

    /// The house's tables and those of a workspace's `codes/*.json`: each file one table or an array of them.
    public static func of(_ workspace: Workspace) throws -> CodeBook {
        let folder = workspace.path("codes")
        guard Files.isFolder(folder) else { return builtin }
        var schemes = builtin.schemes
        for name in try Files.names(in: folder).sorted() where name.hasSuffix(".json") {
            let place = SourcePlace(file: "\(folder)/\(name)")
            let value = try JSONText.decode(Files.read("\(folder)/\(name)", limit: 1 << 20), at: place)
            let list = value.arrayValue.map { _ in value } ?? .array([value])
            schemes += try JSONBytes.decode([CodeScheme].self, from: Array(JSONText.encode(list).utf8), at: place)
        }
        return try CodeBook(schemes)
    }

    /// The edition of a table that is in use on a day.
    public func scheme(_ id: String, on day: CalendarDate) -> CodeScheme? {
        schemes.first { $0.id == id && $0.applies(on: day) }
    }

    /// Checks labels as `scheme:code`: each table in use on that day, each code in it, exclusive tables once. Throws
    /// `takedown.codes.label`.
    public func check(_ labels: [CodeLabel], on day: CalendarDate) throws(AllianceError) {
        var seen: Set<String> = []
        for label in labels {
            guard let scheme = scheme(label.scheme, on: day) else {
                throw AllianceError(
                    "takedown.codes.label", "no table \(label.scheme) is in use on \(day)",
                    hint: "see: alliance takedown codes", exit: .usage)
            }
            guard scheme.codes.contains(where: { $0.code == label.code }) else {
                throw AllianceError(
                    "takedown.codes.label", "\(label.scheme) has no code \(label.code)",
                    hint: "it has \(scheme.codes.map(\.code).joined(separator: ", "))", exit: .usage)
            }
            if scheme.exclusive, !seen.insert(scheme.id).inserted {
                throw AllianceError(
                    "takedown.codes.label", "\(label.scheme) allows one code for a material", exit: .usage)
            }
        }
    }
}
