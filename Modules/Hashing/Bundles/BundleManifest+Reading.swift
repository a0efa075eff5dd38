import AllianceKit

extension BundleManifest {
    /// Reads a manifest's text, which nothing of may be trusted before its signature was checked; throws `bundle.manifest.format`.
    public init(text: String) throws {
        var lines = Lines(text)
        guard text.hasSuffix("\n"), lines.next().map(String.init) == Self.heading else {
            throw Self.unreadable("it does not begin with \(Self.heading)")
        }
        origin = try lines.field("origin")
        list = try lines.field("list")
        guard let kind = HashListKind(rawValue: try lines.field("kind")) else {
            throw Self.unreadable("its kind is unknown")
        }
        self.kind = kind
        sequence = try lines.number("sequence")
        guard let time = Instant(try lines.field("time")) else { throw Self.unreadable("its time is malformed") }
        self.time = time
        let digest = try lines.field("previous")
        previous = digest == "-" ? nil : Digest(.sha256, hex: digest)
        entries = Int(try lines.number("entries"))
        withdrawn = Int(try lines.number("withdrawn"))
        since = try lines.number("since")
        (base, deltas) = ([], [])
        while let line = lines.next() { try take(line) }
        // One state has one text, so that nobody can change a manifest's bytes and keep its meaning.
        guard self.text == text else { throw Self.unreadable("a field has another spelling than it should") }
        try check()
    }

    private mutating func take(_ line: Substring) throws {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        if words.count == 4, words[0] == "base", deltas.isEmpty, let segment = BundleSegment(words[1...]) {
            base.append(segment)
        } else if words.count == 5, words[0] == "delta", let sequence = Int64(words[1]),
            let segment = BundleSegment(words[2...])
        {
            deltas.append(Delta(sequence: sequence, segment: segment))
        } else {
            throw Self.unreadable("\"\(line.prefix(40))\" is no segment")
        }
    }

    private func check() throws {
        try KnownLists.check(list)
        guard sequence >= 1, (previous == nil) == (sequence == 1), 0...sequence ~= since else {
            throw Self.unreadable("its sequence numbers do not fit together")
        }
        let sequences = [since] + deltas.map(\.sequence) + [sequence]
        guard zip(sequences, sequences.dropFirst()).allSatisfy({ $0 <= $1 }), deltas.allSatisfy({ $0.sequence > since })
        else { throw Self.unreadable("its deltas are not in order") }
        let lines = base.reduce(0) { $0 + $1.lines }
        guard lines == entries + withdrawn else { throw Self.unreadable("its counts do not add up") }
    }

    private static func unreadable(_ why: String) -> AllianceError {
        AllianceError("bundle.manifest.format", "this is not a list bundle's manifest: \(why)")
    }

    private struct Lines {
        private var left: ArraySlice<Substring>

        init(_ text: String) {
            left = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        }

        mutating func next() -> Substring? { left.popFirst() }

        mutating func field(_ name: String) throws -> String {
            guard let line = next(), line.hasPrefix(name + " ") else { throw unreadable("it lacks its \(name)") }
            return String(line.dropFirst(name.count + 1))
        }

        mutating func number(_ name: String) throws -> Int64 {
            guard let number = Int64(try field(name)), 0...1_000_000_000_000 ~= number else {
                throw unreadable("its \(name) is no number")
            }
            return number
        }
    }
}
