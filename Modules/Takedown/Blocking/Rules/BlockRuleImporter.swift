public import AllianceKit
import Formats

/// Reads block rules, one JSON object a line: `{"host"|"domain"|"url","action":"block|passthru","reason","expiresAt"}`.
public struct BlockRuleImporter: Importer {
    /// `jsonl`
    public static let format = FormatDescription(
        name: "jsonl", title: "Block rules in JSON Lines", subject: "block rule", fileExtensions: ["jsonl"],
        mediaType: "application/x-ndjson", specification: "docs/takedown.md, Block lists")

    /// Rules of each kind; and rules that cannot be used.
    public static let examples = [
        FormatExample(
            "rules of each kind",
            """
            {"domain":"dedicated.example.org","action":"block","reason":"csam","expiresAt":"2026-12-31T00:00:00Z"}
            {"host":"Bücher.example.net","action":"block","reason":"csam","expiresAt":"2026-12-31T00:00:00Z"}
            {"url":"https://www.example.org/v/1.mp4","action":"block","reason":"csam","expiresAt":"2026-12-31T00:00:00Z"}
            {"host":"ok.dedicated.example.org","action":"passthru","reason":"appeal","expiresAt":"2026-12-31T00:00:00Z"}

            """, items: 4),
        FormatExample(
            "rules that cannot be used",
            """
            {"host":"*.example.org","action":"block","reason":"csam","expiresAt":"2026-12-31T00:00:00Z"}
            {"host":"a.example.org","action":"block","reason":"csam"}
            {"host":"a.example.org","domain":"example.org","action":"block","reason":"csam","expiresAt":"2026-12-31T00:00:00Z"}

            """, items: 0,
            errors: ["takedown.block.name", "takedown.block.expiry.missing", "takedown.block.matcher"]),
    ]

    /// Makes a reader.
    public init() {}

    /// Hands over each rule or its error.
    public func read(_ input: inout InputFile, _ body: (Result<BlockRule, AllianceError>) throws -> Void) throws {
        try readLines(&input) { _, result in try body(result) }
    }

    /// The same with the number of the line.
    func readLines(
        _ input: inout InputFile, _ body: (Int, Result<BlockRule, AllianceError>) throws -> Void
    ) throws {
        var lines = JSONLinesReader(limit: 1 << 18, depth: 4)
        while let line = try lines.next(&input) {
            guard !line.isBlank else { continue }
            let place = SourcePlace(file: input.name, line: line.number)
            do {
                try body(line.number, .success(Self.rule(try line.value.get())))
            } catch let error as AllianceError {
                try body(line.number, .failure(error.located(at: place)))
            }
        }
    }

    private static let members: Set<String> = [
        "host", "domain", "url", "urlPrefix", "ip", "action", "reason", "expiresAt", "legalBasis", "reference",
        "addedAt", "lastVerifiedOnlineAt", "recheckBy", "countries", "approvedBy", "id", "note",
    ]

    /// A rule of its JSON. Errors: `takedown.block.shape`, `.member`, `.matcher`, `.action`, `.reason`, `.expiry.missing`, `.time`,
    /// and those of names and URLs.
    static func rule(_ json: JSONValue) throws -> BlockRule {
        guard let object = json.objectValue else { throw failure("shape", "a rule is a JSON object") }
        for name in object.names where !members.contains(name) {
            // A misspelt "action" would turn an exception into a block.
            throw failure("member", "a rule has no member \"\(name.prefix(60))\"")
        }
        let (matcher, spelling) = try matcher(object)
        let action = try action(object["action"])
        guard let expires = try time(object, "expiresAt") else {
            throw failure(
                "expiry.missing", "the rule has no expiresAt",
                hint: "every rule ends; renew it when it is checked again")
        }
        return BlockRule(
            matcher, action, reason: try text(object, "reason") ?? "", expiresAt: expires,
            legalBasis: try text(object, "legalBasis"), reference: try text(object, "reference"),
            addedAt: try time(object, "addedAt"), lastVerifiedOnlineAt: try time(object, "lastVerifiedOnlineAt"),
            recheckBy: try time(object, "recheckBy"),
            countries: (object["countries"]?.arrayValue ?? []).compactMap {
                $0.stringValue.flatMap { CountryCode($0) }
            },
            approvedBy: (object["approvedBy"]?.arrayValue ?? []).compactMap(\.stringValue), spelling: spelling)
    }

    private static func matcher(_ object: JSONObject) throws -> (BlockMatcher, String?) {
        let given = BlockMatcher.Kind.allCases.filter { object[$0.rawValue] != nil }
        guard given.count == 1, let kind = given.first, let value = object[kind.rawValue]?.stringValue else {
            throw failure(
                "matcher", given.count > 1 ? "the rule is about several things" : "the rule is about nothing",
                hint: "give one of host, domain, url, urlPrefix and ip, as text")
        }
        switch kind {
        case .host: return (.host(try BlockName.read(value)), nil)
        case .domain:
            let name = try BlockName.read(value)
            guard BlockName.address(name) == nil else {
                throw failure("name", "an address is no domain", hint: "use \"host\" or \"ip\"")
            }
            return (.domain(name), nil)
        case .url, .urlPrefix: return try BlockURL.matcher(value, isPrefix: kind == .urlPrefix)
        case .ip:
            guard let network = IPNetwork(value) else {
                throw failure("address", "\"\(value.prefix(60))\" is not a block of addresses")
            }
            return (.ip(network), nil)
        }
    }

    private static func action(_ value: JSONValue?) throws -> BlockAction {
        switch value?.stringValue {
        case "block", "deny": .deny
        case "stop-page", "stopPage": .stopPage
        case "passthru": .passthru
        default:
            throw failure(
                "action", "the action is none of block, stop-page and passthru",
                hint: "for example \"action\":\"block\"")
        }
    }

    private static func text(_ object: JSONObject, _ name: String) throws -> String? {
        guard let value = object[name], !value.isNull else { return nil }
        guard let text = value.stringValue, text.utf8.count <= 400,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f })
        else { throw failure("reason", "\(name) is no text of at most 400 bytes without control characters") }
        return text
    }

    private static func time(_ object: JSONObject, _ name: String) throws -> Instant? {
        guard let value = object[name], !value.isNull else { return nil }
        guard let time = value.stringValue.flatMap({ Instant($0) }) else {
            throw failure("time", "\(name) is not a time", hint: "write 2026-12-31T00:00:00Z")
        }
        return time
    }

    private static func failure(_ code: String, _ message: String, hint: String? = nil) -> AllianceError {
        AllianceError("takedown.block.\(code)", message, hint: hint)
    }
}
