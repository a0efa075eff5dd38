public import AllianceKit

/// Ascending numbers as their first value and Rice-coded differences (Safe Browsing, "Rice compression").
///
/// A difference is its quotient by 2^parameter in unary (ones, then a zero), then the lowest `parameter` bits, low bit first.
public struct RiceCoded: Sendable, Hashable {
    /// Which numbers.
    public let scheme: RiceScheme
    /// The first number, `scheme.byteCount` bytes with the most significant first.
    public let firstValue: [UInt8]
    /// The Rice parameter.
    public let parameter: Int
    /// How many differences follow.
    public let entries: Int
    /// The differences' bits.
    public let data: [UInt8]

    /// Takes what a file or a server says. Errors: `takedown.rice.parameter`, `.first`, `.entries` (more than the bits can hold).
    public init(
        _ scheme: RiceScheme, firstValue: [UInt8], parameter: Int, entries: Int, data: [UInt8]
    ) throws(AllianceError) {
        // A single value has no differences, and servers then say 0.
        guard scheme.parameters.contains(parameter) || (parameter == 0 && entries == 0) else {
            let range = "\(scheme.parameters.lowerBound) to \(scheme.parameters.upperBound)"
            throw Self.failure("parameter", "the Rice parameter \(parameter) is not one of \(range)")
        }
        guard firstValue.count == scheme.byteCount else {
            throw Self.failure("first", "the first value has not \(scheme.byteCount) bytes")
        }
        // Known before anything is reserved: each entry takes a zero and `parameter` bits.
        guard entries >= 0, entries <= data.count * 8 / (parameter + 1) else {
            throw Self.failure("truncated", "the bits run out: \(entries) entries cannot be in \(data.count) bytes")
        }
        self.scheme = scheme
        self.firstValue = firstValue
        self.parameter = parameter
        self.entries = entries
        self.data = data
    }

    /// Codes strictly ascending numbers with the parameter that takes the fewest bytes; nil when there are none.
    init?(ascending values: [RiceNumber], _ scheme: RiceScheme) {
        guard let first = values.first else { return nil }
        var deltas: [RiceNumber] = []
        deltas.reserveCapacity(values.count - 1)
        for place in values.indices.dropFirst() { deltas.append(values[place] - values[place - 1]) }
        self.scheme = scheme
        firstValue = first.bytes(scheme.byteCount)
        entries = deltas.count
        parameter = Self.bestParameter(deltas, scheme)
        data = Self.encode(deltas, parameter: parameter)
    }

    /// The parameter with which the differences take the fewest bits: the cost is convex, so the climb from one end stops at the least.
    static func bestParameter(_ deltas: [RiceNumber], _ scheme: RiceScheme) -> Int {
        var best = scheme.parameters.upperBound
        guard !deltas.isEmpty else { return scheme.parameters.lowerBound }
        var cost = bits(deltas, parameter: best)
        while best > scheme.parameters.lowerBound {
            let less = bits(deltas, parameter: best - 1)
            if less >= cost { break }
            best -= 1
            cost = less
        }
        return best
    }

    static func bits(_ deltas: [RiceNumber], parameter: Int) -> UInt64 {
        var sum = UInt64(deltas.count) * UInt64(parameter + 1)
        for delta in deltas { sum += delta.bits(from: parameter) }
        return sum
    }

    static func encode(_ deltas: [RiceNumber], parameter: Int) -> [UInt8] {
        var writer = RiceBitWriter()
        for delta in deltas {
            writer.appendUnary(delta.bits(from: parameter))
            writer.append(delta, parameter)
        }
        return writer.finish()
    }

    /// The differences. Errors: `takedown.rice.truncated`, `.overflow`, `.trailing`.
    func deltas() throws(AllianceError) -> [RiceNumber] {
        var reader = RiceBitReader(data)
        var deltas: [RiceNumber] = []
        deltas.reserveCapacity(entries)
        for _ in 0..<entries {
            guard let quotient = reader.readUnary(), let rest = reader.readNumber(parameter) else {
                throw Self.failure("truncated", "the bits run out after \(deltas.count) of \(entries) entries")
            }
            guard quotient >> UInt64(scheme.bits - parameter) == 0 else { throw overflow }
            var delta = rest
            delta[parameter / 64] |= quotient << UInt64(parameter % 64)
            if parameter % 64 > 0, parameter / 64 < 3 {
                delta[parameter / 64 + 1] |= quotient >> UInt64(64 - parameter % 64)
            }
            deltas.append(delta)
        }
        guard reader.unread < 8 else {
            throw Self.failure("trailing", "\(reader.unread) bits are left after the last entry")
        }
        return deltas
    }

    /// The numbers, strictly ascending. Errors: those of the bits, and `takedown.rice.order`.
    func values() throws(AllianceError) -> [RiceNumber] {
        var value = RiceNumber(bigEndian: firstValue)
        var values = [value]
        values.reserveCapacity(entries + 1)
        for delta in try deltas() {
            guard delta != RiceNumber() else {
                throw Self.failure("order", "two entries are the same: values must ascend")
            }
            guard let next = value.adding(delta, bits: scheme.bits) else { throw overflow }
            value = next
            values.append(value)
        }
        return values
    }

    private var overflow: AllianceError {
        Self.failure("overflow", "a value has more than \(scheme.bits) bits: values must ascend")
    }

    static func failure(_ problem: String, _ message: String) -> AllianceError {
        AllianceError("takedown.rice.\(problem)", message, hint: "get the list again from where it came")
    }
}
