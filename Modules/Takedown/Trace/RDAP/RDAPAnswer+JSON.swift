public import AllianceKit

extension RDAPAnswer {
    /// Reads an answer's bytes, at most 8 MiB. Throws `json.…` or `takedown.rdap.shape`.
    public init(_ bytes: [UInt8], at place: SourcePlace? = nil) throws(AllianceError) {
        // Some servers write a member twice.
        let limits = JSONLimits(bytes: 8 << 20, depth: 48, allowsRepeatedNames: true)
        do {
            try self.init(JSONText.decode(bytes, limits: limits, at: place))
        } catch let error as AllianceError {
            throw place.map { error.located(at: $0) } ?? error
        } catch {
            throw AllianceError("takedown.rdap.shape", "\(error)", at: place)
        }
    }

    /// Reads an answer. Unknown members are passed over and members of the wrong type count as missing, because registries differ;
    /// only something that is no object at all throws `takedown.rdap.shape`.
    public init(_ json: JSONValue) throws(AllianceError) {
        guard let object = json.objectValue else {
            throw AllianceError("takedown.rdap.shape", "an RDAP answer is a JSON object")
        }
        var entities = RDAPEntityReader()
        let name = object["ldhName"]?.stringValue ?? object["unicodeName"]?.stringValue
        kind = Self.kind(object)
        handle = object["handle"]?.stringValue
        self.name = kind == .domain ? name?.lowercased() : object["name"]?.stringValue
        parentHandle = object["parentHandle"]?.stringValue
        self.entities = entities.read(object["entities"], at: "/entities", depth: 0)
        remarks = RDAPEntityReader.remarks(object["remarks"], at: "/remarks")
        links = RDAPEntityReader.links(object["links"])
        own = kind == .entity ? entities.own(object) : nil
        originAutnums = (object["arin_originas0_originautnums"]?.arrayValue ?? []).prefix(100).compactMap {
            Self.number($0)
        }
        errorCode = object["errorCode"]?.integerValue.flatMap { Int(exactly: $0) }
        title = object["title"]?.stringValue
        addresses = Self.range(
            RDAPAddress.read(object["startAddress"]?.stringValue), RDAPAddress.read(object["endAddress"]?.stringValue))
        autnums = Self.range(Self.number(object["startAutnum"]), Self.number(object["endAutnum"]))
        if autnums == nil, kind == .autnum, let only = Self.number(object["autnum"]) { autnums = only...only }
        country = Self.country(object, kind, self.entities)
    }

    private static func kind(_ object: JSONObject) -> Kind {
        switch object["objectClassName"]?.stringValue?.lowercased() {
        case "ip network": .network
        case "autnum": .autnum
        case "domain": .domain
        case "entity": .entity
        case .some: .other
        case nil:
            // Early servers left the class out; the members tell.
            if object["errorCode"] != nil {
                .error
            } else if object["startAddress"] != nil {
                .network
            } else if object["startAutnum"] != nil {
                .autnum
            } else if object["ldhName"] != nil {
                .domain
            } else {
                object["vcardArray"] != nil ? .entity : .other
            }
        }
    }

    private static func range<Bound: Comparable>(_ first: Bound?, _ last: Bound?) -> ClosedRange<Bound>? {
        guard let first else { return nil }
        let last = last ?? first
        return first <= last ? first...last : nil
    }

    private static func number(_ value: JSONValue?) -> UInt32? {
        if let number = value?.integerValue { return UInt32(exactly: number) }
        return value?.stringValue.flatMap { UInt32($0) }
    }

    private static func country(_ object: JSONObject, _ kind: Kind, _ entities: [RDAPEntity]) -> Located<CountryCode>? {
        if let code = object["country"]?.stringValue.flatMap({ CountryCode($0) }) {
            return Located(code, at: "/country")
        }
        switch kind {
        case .network, .autnum:
            return entities.lazy.filter { $0.roles.contains("registrant") }.compactMap(\.country).first
        case .entity: return VCard(object["vcardArray"], at: "/vcardArray").country
        default: return nil
        }
    }
}

/// Addresses as registries write them.
enum RDAPAddress {
    /// Reads an address; a prefix length behind it is passed over, and zero-padded parts are decimal (`074.125.000.000`), not octal.
    static func read(_ text: String?) -> IPAddress? {
        guard let text, text.utf8.count <= 64 else { return nil }
        let bare = text.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
        if bare.contains(":") { return IPAddress(bare) }
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
        let plain = parts.map { part in
            let digits = part.drop { $0 == "0" }
            return digits.isEmpty && !part.isEmpty ? "0" : String(digits)
        }
        return IPAddress(plain.joined(separator: "."))
    }
}
