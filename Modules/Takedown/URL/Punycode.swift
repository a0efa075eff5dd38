/// Punycode (RFC 3492) without the `xn--` prefix.
enum Punycode {
    private static let base: UInt32 = 36
    private static let initialBias: UInt32 = 72
    private static let initialN: UInt32 = 128

    /// Encodes; nil only when the arithmetic would overflow.
    static func encode(_ scalars: [Unicode.Scalar]) -> [UInt8]? {
        var out = scalars.filter(\.isASCII).map { UInt8($0.value) }
        let basic = UInt32(out.count)
        var handled = basic
        if basic > 0 { out.append(UInt8(ascii: "-")) }
        var n = initialN
        var delta: UInt32 = 0
        var bias = initialBias
        while handled < UInt32(scalars.count) {
            guard let next = scalars.lazy.map(\.value).filter({ $0 >= n }).min() else { return nil }
            let (step, overflow) = (next - n).multipliedReportingOverflow(by: handled + 1)
            guard !overflow, delta <= UInt32.max - step else { return nil }
            delta += step
            n = next
            for scalar in scalars {
                if scalar.value < n {
                    guard delta < UInt32.max else { return nil }
                    delta += 1
                }
                guard scalar.value == n else { continue }
                var q = delta
                var k = base
                while true {
                    let t = threshold(k, bias)
                    if q < t { break }
                    out.append(digit(t + (q - t) % (base - t)))
                    q = (q - t) / (base - t)
                    k += base
                }
                out.append(digit(q))
                bias = adapt(delta, handled + 1, first: handled == basic)
                delta = 0
                handled += 1
            }
            guard delta < UInt32.max else { return nil }
            delta += 1
            n += 1
        }
        return out
    }

    /// Decodes; nil for anything that is not Punycode.
    static func decode(_ text: some BidirectionalCollection<UInt8>) -> [Unicode.Scalar]? {
        guard text.allSatisfy({ $0 < 0x80 }), text.count <= 63 else { return nil }
        var out: [Unicode.Scalar] = []
        var rest = Array(text)[...]
        if let dash = rest.lastIndex(of: UInt8(ascii: "-")) {
            out = rest[..<dash].map { Unicode.Scalar($0) }
            rest = rest[(dash + 1)...]
        }
        var n = initialN
        var i: UInt32 = 0
        var bias = initialBias
        while !rest.isEmpty {
            let before = i
            var weight: UInt32 = 1
            var k = base
            while true {
                guard let byte = rest.popFirst(), let worth = value(byte) else { return nil }
                let (step, overflow) = worth.multipliedReportingOverflow(by: weight)
                guard !overflow, i <= UInt32.max - step else { return nil }
                i += step
                let t = threshold(k, bias)
                if worth < t { break }
                let (heavier, tooHeavy) = weight.multipliedReportingOverflow(by: base - t)
                guard !tooHeavy else { return nil }
                weight = heavier
                k += base
            }
            let count = UInt32(out.count) + 1
            bias = adapt(i - before, count, first: before == 0)
            guard n <= UInt32.max - i / count else { return nil }
            n += i / count
            i %= count
            guard let scalar = Unicode.Scalar(n), !scalar.isASCII else { return nil }
            out.insert(scalar, at: Int(i))
            i += 1
        }
        return out
    }

    private static func threshold(_ k: UInt32, _ bias: UInt32) -> UInt32 {
        k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
    }

    private static func adapt(_ delta: UInt32, _ count: UInt32, first: Bool) -> UInt32 {
        var delta = first ? delta / 700 : delta / 2
        delta += delta / count
        var k: UInt32 = 0
        while delta > 455 {
            delta /= 35
            k += base
        }
        return k + 36 * delta / (delta + 38)
    }

    private static func digit(_ value: UInt32) -> UInt8 { UInt8(value < 26 ? value + 97 : value + 22) }

    private static func value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 97...122: UInt32(byte) - 97
        case 65...90: UInt32(byte) - 65
        case 48...57: UInt32(byte) - 22
        default: nil
        }
    }
}
