public import AllianceKit

/// What a list file says about itself, besides its numbers.
public struct HashPrefixHeader: Sendable, Hashable {
    /// The list's name, at most 100 characters.
    public var name: String
    /// The state of the list: a number that grows.
    public var version: Int64
    /// When it was made.
    public var created: Instant
    /// Whose rules made the expressions.
    public var profile: ListProfile
    /// How expressions became digests.
    public var tier: ListTier
    /// Which key, for the tier `hmac`.
    public var keyID: String?

    /// Makes one.
    public init(
        name: String, version: Int64, created: Instant, profile: ListProfile, tier: ListTier = .plain,
        keyID: String? = nil
    ) {
        self.name = name
        self.version = version
        self.created = created
        self.profile = profile
        self.tier = tier
        self.keyID = keyID
    }

    /// As it stands in the file.
    var json: JSONObject {
        var object: JSONObject = [
            "name": .string(name), "version": .integer(version), "created": .text(created),
            "profile": .string(profile.rawValue), "tier": .string(tier.rawValue),
        ]
        if let keyID { object["keyId"] = .string(keyID) }
        return object
    }

    init(_ object: JSONValue) throws(AllianceError) {
        guard let name = object["name"]?.stringValue, name.utf8.count <= 400,
            let version = object["version"]?.integerValue,
            let created = object["created"]?.stringValue.flatMap({ Instant($0) }),
            let profile = object["profile"]?.stringValue.flatMap(ListProfile.init),
            let tier = object["tier"]?.stringValue.flatMap(ListTier.init)
        else {
            throw HashPrefixFile.failure("header", "the header lacks name, version, created, profile or tier")
        }
        let keyID = object["keyId"]?.stringValue
        guard (tier == .hmac) == (keyID != nil) else {
            throw HashPrefixFile.failure("header", "the header must name a key for the tier hmac, and none else")
        }
        self.init(name: name, version: version, created: created, profile: profile, tier: tier, keyID: keyID)
    }
}
