/// Finds the element that stands at a line and column. libxml2 reads ahead and reports a fault before the elements
/// around it, so the path of a fault is looked up here, in the bytes.
struct XMLPath {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    private var lineStart = 0
    private var path: [(name: String, step: String)] = []
    private var counts: [[String: Int]] = [[:]]

    /// The path of the innermost element open at a place, or nil outside of all.
    static func find(line: Int, column: Int, in bytes: [UInt8]) -> String? {
        var finder = XMLPath(bytes: bytes)
        finder.walk(line, column)
        return finder.path.isEmpty ? nil : "/" + finder.path.map(\.step).joined(separator: "/")
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func walk(_ line: Int, _ column: Int) {
        while place < bytes.count, (self.line, place - lineStart + 1) < (line, column) {
            if bytes[place] != UInt8(ascii: "<") {
                advance()
            } else if starts("<!--") {
                skip(past: "-->")
            } else if starts("<![CDATA[") {
                skip(past: "]]>")
            } else if starts("<?") {
                skip(past: "?>")
            } else if starts("</") {
                for _ in 0..<2 { advance() }
                // The fault is here: the element is still the one that this does not close.
                guard name() == path.last?.name else { return }
                path.removeLast()
                counts.removeLast()
                skip(past: ">")
            } else {
                advance()
                enter()
            }
        }
    }

    private mutating func enter() {
        let name = name()
        let number = counts[counts.count - 1][name, default: 0] + 1
        counts[counts.count - 1][name] = number
        path.append((name, number == 1 ? name : "\(name)[\(number)]"))
        counts.append([:])
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            let byte = bytes[place]
            advance()
            guard byte == 0x22 || byte == 0x27 else { continue }
            while place < bytes.count, bytes[place] != byte { advance() }
            advance()
        }
        if place > 0, place < bytes.count, bytes[place - 1] == UInt8(ascii: "/") {
            path.removeLast()
            counts.removeLast()
        }
        advance()
    }

    private mutating func name() -> String {
        let start = place
        while place < bytes.count, !XMLCharacters.isSpace(bytes[place]), bytes[place] != UInt8(ascii: ">"),
            bytes[place] != UInt8(ascii: "/")
        {
            advance()
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func skip(past end: String) {
        while place < bytes.count, !starts(end) { advance() }
        for _ in end.utf8 { advance() }
    }

    private func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

    private mutating func advance() {
        guard place < bytes.count else { return }
        place += 1
        if bytes[place - 1] == 0x0a {
            line += 1
            lineStart = place
        }
    }
}
