public import AllianceKit

/// What the token read last says.
extension JSONScanner {
    /// The bytes of a name, a string without its quotes and escapes, or a number. Valid until the next token.
    public var value: ArraySlice<UInt8> { isDecoded ? scratch[range] : buffer[range] }

    /// The same as text; bytes that are not UTF-8 are replaced, and `takeFault` tells of them.
    public var text: String { String(decoding: value, as: UTF8.self) }

    /// The index of the name or string in a set of names, or -1.
    public func match(_ names: ByteNames) -> Int {
        isDecoded ? names.index(scratch, range) : names.index(buffer, range)
    }

    /// A whole number, given as a number or as digits in a string; nil for anything else.
    public var integer: Int64? {
        guard 1...20 ~= range.count else { return nil }
        return Int64(String(decoding: value, as: UTF8.self))
    }

    /// Goes past the record in which the structure broke: to the end of the array or object that stands `depth` levels deep, so that
    /// reading goes on after it. Follows quotes (one that a line break ends was none) and brackets, and nothing else. Throws
    /// `json.truncated` when the file ends before.
    public mutating func recover(to depth: Int, _ input: inout InputFile) throws {
        fault = nil
        var quoted = false
        while self.depth > depth {
            // While inside quotes, the buffer is kept from the opening quote on.
            if !quoted { tokenStart = place }
            guard place < buffer.count else {
                guard try fill(&input) else { throw truncated() }
                continue
            }
            let byte = buffer[place]
            if quoted, byte == UInt8(ascii: "\\"), place + 1 == buffer.count, try fill(&input) { continue }
            place += 1
            if quoted {
                switch byte {
                case UInt8(ascii: "\\"): place = min(place + 1, buffer.count)
                case UInt8(ascii: "\""): quoted = false
                case 0x0a:
                    // No text holds a line break: the quote that seemed to open was the end of the forgotten one.
                    quoted = false
                    place = tokenStart + 1
                default: break
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): quoted = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard self.depth < 64 else {
                    throw AllianceError("json.depth", "more than 64 levels of JSON", at: currentPlace)
                }
                nesting = nesting << 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
                self.depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // What was not closed within this is closed with it.
                let kind: UInt64 = byte == UInt8(ascii: "}") ? 1 : 0
                while self.depth > 0, nesting & 1 != kind { pop() }
                if self.depth > 0 { pop() }
            default: break
            }
        }
        guard self.depth == depth else { throw syntax("an end that fits nothing open") }
        valueIsRead()
    }

    private mutating func pop() {
        depth -= 1
        nesting >>= 1
    }
}
