import AllianceKit
import FoundationEssentials

extension JSONTape {
    /// The value at a node, as any type.
    func value<Value: Decodable>(_ index: Int, as type: Value.Type) throws -> Value {
        if type == String.self, let text = try string(index) as? Value { return text }
        if type == Instant.self, let time = try time(index) as? Value { return time }
        if type == [UInt8].self, let bytes = try byteArray(index) as? Value { return bytes }
        if type == Data.self || type == Date.self || type == URL.self || type == Decimal.self { throw Self.damaged() }
        return try type.init(from: NodeDecoder(self, index))
    }

    func string(_ index: Int) throws -> String {
        let node = nodes[index]
        let range = Int(node.start)..<Int(node.end)
        switch node.kind {
        case .string: return String(decoding: bytes[range], as: UTF8.self)
        case .escaped:
            // Escapes are rare; the strict reader takes them out.
            let quoted = Array(bytes[(range.lowerBound - 1)...range.upperBound])
            guard let text = try? JSONText.decode(quoted).stringValue else { throw Self.damaged() }
            return text
        default: throw Self.damaged()
        }
    }

    private func time(_ index: Int) throws -> Instant {
        let node = nodes[index]
        if node.kind == .string, let time = TimeText(bytes, at: Int(node.start)),
            time.count == Int(node.end - node.start)
        {
            return Instant(milliseconds: time.milliseconds)
        }
        guard let time = Instant(try string(index)) else { throw Self.damaged() }
        return time
    }

    private func byteArray(_ index: Int) throws -> [UInt8] {
        guard nodes[index].kind == .array else { throw Self.damaged() }
        let end = Int(nodes[index].next)
        var array: [UInt8] = []
        array.reserveCapacity(end - index)
        for item in (index + 1)..<max(index + 1, end) { array.append(try integer(item, as: UInt8.self)) }
        return array
    }

    func bool(_ index: Int) throws -> Bool {
        switch nodes[index].kind {
        case .yes: true
        case .no: false
        default: throw Self.damaged()
        }
    }

    func integer<Number: FixedWidthInteger>(_ index: Int, as type: Number.Type) throws -> Number {
        let node = nodes[index]
        guard node.kind == .number else { throw Self.damaged() }
        var place = Int(node.start)
        let isNegative = bytes[place] == UInt8(ascii: "-")
        if isNegative { place += 1 }
        guard place < Int(node.end) else { throw Self.damaged() }
        var value: Number = 0
        while place < Int(node.end) {
            let digit = bytes[place] &- 48
            guard digit < 10 else { throw Self.damaged() }
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) =
                isNegative
                ? product.subtractingReportingOverflow(Number(digit)) : product.addingReportingOverflow(Number(digit))
            guard !tooLarge, !overflow else { throw Self.damaged() }
            value = sum
            place += 1
        }
        return value
    }

    func real(_ index: Int) throws -> Double {
        let node = nodes[index]
        guard node.kind == .number,
            let value = Double(String(decoding: bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)), value.isFinite
        else { throw Self.damaged() }
        return value
    }

    /// The value of a member, or nil when the object has none of that name.
    func member(_ name: String, of object: Int) -> Int? {
        var name = name
        return name.withUTF8 { wanted in
            var key = object + 1
            let end = Int(nodes[object].next)
            while key < end {
                let node = nodes[key]
                if Int(node.end - node.start) == wanted.count, node.kind == .string,
                    unsafe bytes[Int(node.start)..<Int(node.end)].elementsEqual(wanted)
                {
                    return key + 1
                }
                key = Int(nodes[key + 1].next)
            }
            return nil
        }
    }

    /// The names of an object's members.
    func names(of object: Int) -> [String] {
        var names: [String] = []
        var key = object + 1
        while key < Int(nodes[object].next) {
            if let name = try? string(key) { names.append(name) }
            key = Int(nodes[key + 1].next)
        }
        return names
    }
}
