public import AllianceKit

/// What the Transparency Database said to a batch.
public enum StatementAnswer: Sendable, Hashable {
    /// All of it was taken: the database's identities by puid.
    case accepted([String: String])
    /// None of it was taken: faults by puid, one sentence each; the last for the whole batch under "".
    case refused([String: [String]])
    /// None of it was taken, because these puids are there already.
    case existing([String])
    /// The token is missing, wrong, or may not write.
    case unauthorized(Int)
    /// It may be tried again; whether it was taken is not known when `mayHaveArrived`.
    case unavailable(Int, mayHaveArrived: Bool)

    /// Reads the answer to a batch (`POST …/statements`).
    public init(_ response: HTTPResponse, to batch: StatementBatch) {
        let body = (try? JSONText.decode(response.body, limits: JSONLimits(bytes: 8 << 20, depth: 16))) ?? .null
        switch response.status {
        case 201: self = .accepted(Self.identities(body, batch))
        case 422:
            let existing = Self.existing(body, batch)
            self = existing.isEmpty ? .refused(Self.faults(body, batch)) : .existing(existing)
        case 401, 403: self = .unauthorized(response.status)
        case 400, 404, 405, 413, 415: self = .refused(["": ["the database answered with status \(response.status)"]])
        case 429, 503: self = .unavailable(response.status, mayHaveArrived: false)
        default: self = .unavailable(response.status, mayHaveArrived: true)
        }
    }

    /// Whether the database has a puid (`GET …/statement/existing-puid/PUID`): 302 with a body and without a Location means yes, so
    /// the request must not follow redirects. Nil where the answer says neither.
    public static func exists(_ response: HTTPResponse) -> Bool? {
        switch response.status {
        case 302, 200: true
        case 404: false
        default: nil
        }
    }

    private static func identities(_ body: JSONValue, _ batch: StatementBatch) -> [String: String] {
        var identities: [String: String] = [:]
        let list = body["statements"]?.arrayValue ?? (body["uuid"] == nil ? [] : [body])
        for (place, item) in list.enumerated() {
            // In the order of the request; the puid is in each answer too.
            let puid = item["puid"]?.stringValue ?? (place < batch.puids.count ? batch.puids[place] : nil)
            if let puid, batch.puids.contains(puid), let uuid = item["uuid"]?.stringValue { identities[puid] = uuid }
        }
        return identities
    }

    private static func existing(_ body: JSONValue, _ batch: StatementBatch) -> [String] {
        var words: [String] = []
        if let one = body["existing"]?["puid"]?.stringValue { words.append(one) }
        let many = body["errors"]?["existing_puids"]
        words += many?.arrayValue?.compactMap(\.stringValue) ?? []
        words += many?.objectValue?.members.compactMap { $0.value.stringValue } ?? []
        return Set(words).intersection(batch.puids).sorted()
    }

    /// `errors{statement_0:{field:[…]}}`; for a single statement, or for the batch itself, `errors{field:[…]}`.
    private static func faults(_ body: JSONValue, _ batch: StatementBatch) -> [String: [String]] {
        var faults: [String: [String]] = [:]
        for (name, value) in body["errors"]?.objectValue?.members ?? [] {
            let place = name.hasPrefix("statement_") ? Int(name.dropFirst("statement_".count)) : nil
            if let place, batch.puids.indices.contains(place), let fields = value.objectValue {
                faults[batch.puids[place], default: []] += fields.members.flatMap { sentences($0.name, $0.value) }
            } else {
                let owner = batch.puids.count == 1 ? batch.puids[0] : ""
                faults[owner, default: []] += sentences(name, value)
            }
        }
        if faults.isEmpty { faults[""] = [body["message"]?.stringValue ?? "the database gave no reason"] }
        return faults
    }

    private static func sentences(_ field: String, _ value: JSONValue) -> [String] {
        let texts = value.arrayValue?.compactMap(\.stringValue) ?? [value.stringValue ?? "refused"]
        return texts.map { "\(field): \($0)" }
    }
}
