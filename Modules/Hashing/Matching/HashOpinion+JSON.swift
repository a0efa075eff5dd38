import AllianceKit

extension HashOpinion {
    /// `{"verdict","source","time","reasons"}`, without what is not known.
    var json: JSONValue {
        var said: JSONObject = ["verdict": .string(verdict.rawValue)]
        said["source"] = source.map { .string($0) }
        said["time"] = time.map { .string($0.description) }
        if !reasons.isEmpty { said["reasons"] = .array(reasons.map { .string($0) }) }
        return .object(said)
    }

    /// Reads that; nil without a verdict.
    init?(json: JSONValue) {
        guard let said = json.objectValue, let verdict = said["verdict"]?.stringValue.flatMap(Verdict.init(rawValue:))
        else { return nil }
        self.init(
            verdict, source: said["source"]?.stringValue, time: said["time"]?.stringValue.flatMap { Instant($0) },
            reasons: said["reasons"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    }
}
