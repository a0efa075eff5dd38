public import AllianceKit

/// Going on after what is no JSON.
extension JSONScanner {
    /// The arrays and objects that are open.
    public struct Level: Sendable, Hashable {
        let depth: Int
        let nesting: UInt64
    }

    /// The start of a record that was found again.
    public struct Restart: Sendable, Hashable {
        /// The index of its first member's name.
        public var name: Int
        /// Whether it is the first element of an array.
        public var isFirst: Bool
    }

    /// What is open now. Taken after an array's start, it is where the array's elements stand.
    public var level: Level { Level(depth: depth, nesting: nesting) }

    /// Keeps the bytes of the record whose first token was just read, so that `resume` can look through them again: what breaks a record is
    /// often noticed only in the next one. A record longer than `limit` is not kept.
    public mutating func hold() { held = tokenStart }

    /// The number of bytes before the record that is held, else before the token read last.
    public var heldOffset: Int { bytesBefore + (held ?? tokenStart) }

    /// The record needs not be looked through again.
    public mutating func release() { held = nil }

    /// Throws `json.syntax` when something else than a comma or the array's end follows the element that was just read: then it may have ended
    /// too early. Nothing is read past.
    public mutating func requireEndOfElement(_ input: inout InputFile) throws {
        var at = place
        while true {
            while at < buffer.count, [0x20, 0x0a, 0x0d, 0x09].contains(buffer[at]) { at += 1 }
            if at < buffer.count { break }
            let before = bytesBefore
            tokenStart = place
            guard try fill(&input) else { return }
            at -= bytesBefore - before
        }
        guard buffer[at] == UInt8(ascii: ",") || buffer[at] == UInt8(ascii: "]") else {
            throw syntax("neither a comma nor the end of what is open")
        }
    }

    /// Goes on, after the structure broke, at the next object whose first member has one of the names, taking it for an element of the
    /// array at `level`. Looks from the record that is held on, else from the token read last. nil when there is none: then the document is
    /// at its end. Throws `json.truncated` when the file does not end as a document does.
    ///
    /// Neither quotes nor brackets are followed, because a forgotten one would turn their meaning round. A brace, a name in quotes and a colon
    /// cannot lie within a text, whose quotes are written as `\\"`; but the object may be one within a record, which the caller tells.
    public mutating func resume(
        at level: Level, names: ByteNames, _ input: inout InputFile
    ) throws -> Restart? {
        fault = nil
        var at = held.map { $0 + 1 } ?? tokenStart
        var last: UInt8 = 0
        while true {
            at = ByteScan.first(UInt8(ascii: "{"), in: buffer, from: at)
            if at < buffer.count, let name = firstName(at, names) {
                if name >= 0 {
                    let isFirst = buffer[..<at].last { $0 > 0x20 } == UInt8(ascii: "[")
                    stand(at, level, .value)
                    return Restart(name: name, isFirst: isFirst)
                }
                at += 1
                continue
            }
            // The byte before a brace is kept to look at.
            held = nil
            tokenStart = max(0, min(at, buffer.count) - 64)
            if let byte = buffer.last(where: { $0 > 0x20 }) { last = byte }
            let before = bytesBefore
            if try fill(&input) {
                at -= bytesBefore - before
            } else if at < buffer.count {
                at += 1
            } else {
                stand(buffer.count, Level(depth: 0, nesting: 0), .nothing)
                guard last == UInt8(ascii: "}") || last == UInt8(ascii: "]") else { throw truncated() }
                return nil
            }
        }
    }

    /// Takes the object that `resume` found for an element of an array farther out.
    public mutating func stand(at level: Level) { stand(place, level, .value) }

    private mutating func stand(_ at: Int, _ level: Level, _ expectation: Expectation) {
        (place, tokenStart, held) = (at, at, nil)
        (depth, nesting) = (level.depth, level.nesting)
        self.expectation = expectation
    }

    /// The index of the name that follows a brace with a colon behind it, -1 for anything else; nil when the buffer ends too early to tell.
    private func firstName(_ brace: Int, _ names: ByteNames) -> Int? {
        // What is longer than this is nobody's way of writing it.
        let end = min(buffer.count, brace + 4096)
        func blanks(_ from: Int) -> Int {
            var at = from
            while at < end, [0x20, 0x0a, 0x0d, 0x09].contains(buffer[at]) { at += 1 }
            return at
        }
        let unknown: Int? = end < buffer.count || end == brace + 4096 ? -1 : nil
        let open = blanks(brace + 1)
        guard open < end else { return unknown }
        guard buffer[open] == UInt8(ascii: "\"") else { return -1 }
        var close = open + 1
        while close < end, buffer[close] != UInt8(ascii: "\"") { close += 1 }
        let colon = blanks(close + 1)
        guard close < end, colon < end else { return unknown }
        guard buffer[colon] == UInt8(ascii: ":") else { return -1 }
        return names.index(buffer, open + 1..<close)
    }
}
