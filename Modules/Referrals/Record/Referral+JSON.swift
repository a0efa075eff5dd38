import AllianceKit

extension Referral {
    /// Canonical JSON and a line feed; the same referral always gives the same bytes.
    public func json() throws -> [UInt8] {
        JSONText.canonical(try JSONText.decode(try JSONBytes.encode(self))) + [0x0a]
    }

    /// Reads a referral strictly. Wrong types, missing and unknown members are errors that name the element
    /// (`files[0].viewedByReporter.value`): a misspelt member that is silently dropped would change what is reported.
    public static func read(_ bytes: [UInt8], named name: String) throws -> Referral {
        let place = SourcePlace(file: name)
        let given = try JSONText.decode(bytes, at: place)
        if let version = given["version"], version != .integer(Int64(currentVersion)) {
            throw AllianceError(
                "referrals.record.version",
                "the referral is of version \(JSONText.encode(version)), not \(currentVersion)",
                at: SourcePlace(file: name, path: "version"))
        }
        guard case .object(var object) = given else {
            throw AllianceError("referrals.record.shape", "the document is not an object", at: place)
        }
        object["version"] = .integer(Int64(currentVersion))
        let referral: Referral
        do {
            referral = try JSONBytes.decode(Referral.self, from: Array(JSONText.encode(.object(object)).utf8))
        } catch let error as AllianceError {
            throw AllianceError("referrals.record.shape", error.message, at: place, hint: "see docs/referrals.md")
        }
        let understood = try JSONText.decode(try JSONBytes.encode(referral))
        if let unknown = Self.unknownMember(of: .object(object), beside: understood, path: "") {
            throw AllianceError(
                "referrals.record.unknown-member", "\(unknown) is not a member that a referral has", at: place,
                hint: "see docs/referrals.md")
        }
        return referral
    }

    /// The path of the first member that was given and did not come back.
    private static func unknownMember(of given: JSONValue, beside understood: JSONValue?, path: String) -> String? {
        switch given {
        case .object(let object):
            for (name, value) in object.members where !value.isNull {
                let inner = path.isEmpty ? name : "\(path).\(name)"
                guard let known = understood?[name] else { return inner }
                if let unknown = unknownMember(of: value, beside: known, path: inner) { return unknown }
            }
            return nil
        case .array(let items):
            let known = understood?.arrayValue ?? []
            for (place, item) in items.enumerated() where place < known.count {
                if let unknown = unknownMember(of: item, beside: known[place], path: "\(path)[\(place)]") {
                    return unknown
                }
            }
            return nil
        default: return nil
        }
    }
}
