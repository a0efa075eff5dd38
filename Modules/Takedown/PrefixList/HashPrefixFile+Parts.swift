import AllianceKit

/// The numbers of a file: Rice-coded where the edition has a code for them, else as they are.
extension HashPrefixFile {
    /// Appends prefixes to the data and gives what the header says of them.
    static func part(_ list: HashPrefixList, _ profile: ListProfile, _ data: inout [UInt8]) -> JSONValue {
        guard let scheme = RiceScheme.of(profile, prefixBytes: list.prefixLength) else {
            data += list.bytes
            return ["coding": "raw", "entries": .int(list.count)]
        }
        var numbers = (0..<list.count).map { scheme.number(list[$0]) }
        // Version 4 orders prefixes as little-endian numbers.
        if scheme.isLittleEndian { numbers.sort() }
        return part(RiceCoded(ascending: numbers, scheme), &data)
    }

    static func part(_ coded: RiceCoded?, _ data: inout [UInt8]) -> JSONValue {
        guard let coded else { return ["coding": "rice", "entries": 0] }
        data += coded.data
        return [
            "coding": "rice", "entries": .int(coded.entries + 1), "first": .string(Hex.encode(coded.firstValue)),
            "parameter": .int(coded.parameter), "bytes": .int(coded.data.count),
        ]
    }

    /// Takes removals from the data.
    static func indices(
        _ part: JSONValue, _ scheme: RiceScheme, _ data: inout ArraySlice<UInt8>
    ) throws(AllianceError) -> [UInt32] {
        guard part["coding"] == "rice" else { throw failure("header", "the removals are not described") }
        return try coded(part, scheme, &data)?.indices() ?? []
    }

    /// Takes prefixes from the data.
    static func prefixes(
        _ part: JSONValue, _ profile: ListProfile, _ length: Int, _ data: inout ArraySlice<UInt8>
    ) throws(AllianceError) -> HashPrefixList {
        let scheme = RiceScheme.of(profile, prefixBytes: length)
        switch (part["coding"]?.stringValue, scheme) {
        case ("rice", let scheme?):
            var numbers = try coded(part, scheme, &data)?.values() ?? []
            if scheme.isLittleEndian {
                for place in numbers.indices { numbers[place] = RiceNumber(bigEndian: scheme.bytes(numbers[place])) }
                numbers.sort()
            }
            return try HashPrefixList(ascending: numbers, prefixLength: length)
        case ("raw", nil):
            guard let entries = count(part["entries"]), entries * length <= data.count else {
                throw failure("header", "the header names more prefixes than there are")
            }
            defer { data = data.dropFirst(entries * length) }
            return try HashPrefixList(sorted: Array(data.prefix(entries * length)), prefixLength: length)
        default: throw failure("header", "prefixes of \(length) bytes of this edition have another coding")
        }
    }

    private static func coded(
        _ part: JSONValue, _ scheme: RiceScheme, _ data: inout ArraySlice<UInt8>
    ) throws(AllianceError) -> RiceCoded? {
        guard let entries = count(part["entries"]) else {
            throw failure("header", "the number of entries is missing or over \(HashPrefixList.limit)")
        }
        if entries == 0 { return nil }
        guard let first = part["first"]?.stringValue.flatMap({ Hex.decode($0) }),
            let parameter = part["parameter"]?.integerValue.flatMap({ Int(exactly: $0) }),
            let bytes = part["bytes"]?.integerValue, 0...Int64(data.count) ~= bytes
        else { throw failure("header", "first, parameter or bytes of the numbers is missing or too large") }
        defer { data = data.dropFirst(Int(bytes)) }
        return try RiceCoded(
            scheme, firstValue: first, parameter: parameter, entries: entries - 1,
            data: Array(data.prefix(Int(bytes))))
    }

    private static func count(_ value: JSONValue?) -> Int? {
        guard let count = value?.integerValue, 0...Int64(HashPrefixList.limit) ~= count else { return nil }
        return Int(count)
    }
}
