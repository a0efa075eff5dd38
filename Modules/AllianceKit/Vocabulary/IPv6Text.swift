/// Reads the text forms of addresses (the IPv6 parser of the URL Standard, which takes RFC 4291's forms).
enum IPv6Text {
    /// The 128 bits of an address without brackets or zone, or nil.
    static func read(_ text: [UInt8]) -> UInt128? {
        var pieces = [UInt16](repeating: 0, count: 8)
        var piece = 0
        var compress: Int?
        var place = 0
        let colon = UInt8(ascii: ":")
        if text.first == colon {
            guard text.count > 1, text[1] == colon else { return nil }
            place = 2
            piece = 1
            compress = 1
        }
        while place < text.count {
            guard piece < 8 else { return nil }
            if text[place] == colon {
                guard compress == nil else { return nil }
                place += 1
                piece += 1
                compress = piece
                continue
            }
            let start = place
            var value: UInt16 = 0
            while place < text.count, place - start < 4, let digit = Hex.value(of: text[place]) {
                value = value << 4 | UInt16(digit)
                place += 1
            }
            if place < text.count, text[place] == UInt8(ascii: ".") {
                guard piece <= 6, let four = dotted(text[start...]) else { return nil }
                pieces[piece] = UInt16(truncatingIfNeeded: four >> 16)
                pieces[piece + 1] = UInt16(truncatingIfNeeded: four)
                piece += 2
                place = text.count
                break
            }
            guard place > start else { return nil }
            if place < text.count {
                guard text[place] == colon, place + 1 < text.count else { return nil }
                place += 1
            }
            pieces[piece] = value
            piece += 1
        }
        if let compress {
            // What stands after `::` moves to the end.
            let tail = pieces[compress..<max(piece, compress)]
            let head = pieces[..<compress]
            pieces = head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
        } else if piece != 8 {
            return nil
        }
        return pieces.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// Four decimal numbers of at most 255 without leading zeros, or nil.
    static func dotted(_ text: some Collection<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard 1...3 ~= part.count, part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var value: UInt32 = 0
            for digit in part {
                guard 48...57 ~= digit else { return nil }
                value = value * 10 + UInt32(digit - 48)
            }
            guard value < 256 else { return nil }
            bits = bits << 8 | value
        }
        return bits
    }
}
