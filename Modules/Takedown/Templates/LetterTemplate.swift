import AllianceKit

/// A text with placeholders: a subject and paragraphs.
///
/// The first line is `Subject: …`, then paragraphs separated by empty lines. Lines of a paragraph are joined and wrapped at 72 characters; a
/// placeholder alone on a line keeps its own lines. `{?name}` at the start of a paragraph lets it stand only when the placeholder is
/// not empty, `{!name}` only when it is. `#` starts a comment line before the subject.
public struct LetterTemplate: Sendable, Hashable {
    /// `default`, or a name of the house's own.
    public let name: String
    /// The language: `en`.
    public let language: String
    /// What it is for.
    public let kind: LetterKind
    /// Where it was read.
    public let source: String
    let subject: [Piece]
    let paragraphs: [Paragraph]

    enum Piece: Sendable, Hashable {
        case text(String)
        case placeholder(LetterPlaceholder)
    }

    struct Paragraph: Sendable, Hashable {
        var condition: (placeholder: LetterPlaceholder, isFilled: Bool)?
        var lines: [[Piece]]

        static func == (left: Paragraph, right: Paragraph) -> Bool {
            left.lines == right.lines && left.condition?.placeholder == right.condition?.placeholder
                && left.condition?.isFilled == right.condition?.isFilled
        }

        func hash(into hasher: inout Hasher) { hasher.combine(lines) }
    }

    /// Reads a template. Throws `takedown.template.subject`, `.placeholder` (unknown, or a brace that is not closed) or `.cases` (a text
    /// that would not name the addresses), with file and line.
    public init(_ text: String, name: String, language: String, kind: LetterKind, source: String) throws {
        self.name = name
        self.language = language
        self.kind = kind
        self.source = source
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        var number = 1
        while let first = lines.first, first.hasPrefix("#") || first.allSatisfy(\.isWhitespace) {
            lines.removeFirst()
            number += 1
        }
        guard let first = lines.first, first.hasPrefix("Subject: ") else {
            throw AllianceError(
                "takedown.template.subject", "the template does not start with a line \"Subject: …\"",
                at: SourcePlace(file: source, line: min(number, max(1, number))))
        }
        subject = try Self.pieces(first.dropFirst(9), at: SourcePlace(file: source, line: number))
        var paragraphs: [Paragraph] = []
        var current: Paragraph?
        for line in lines.dropFirst() {
            number += 1
            if line.allSatisfy(\.isWhitespace) {
                if let done = current { paragraphs.append(done) }
                current = nil
                continue
            }
            let place = SourcePlace(file: source, line: number)
            var rest = line[...]
            if current == nil {
                current = Paragraph(condition: try Self.condition(&rest, at: place), lines: [])
                if rest.allSatisfy(\.isWhitespace) { continue }
            }
            current?.lines.append(try Self.pieces(rest, at: place))
        }
        if let done = current { paragraphs.append(done) }
        self.paragraphs = paragraphs
        let all = paragraphs.flatMap { $0.lines.joined() }
        if kind != .acknowledgement, !all.contains(.placeholder(.cases)) {
            throw AllianceError(
                "takedown.template.cases", "the template does not hold {cases}, so it would name no address",
                at: SourcePlace(file: source))
        }
    }

    private static func condition(
        _ line: inout Substring, at place: SourcePlace
    ) throws -> (LetterPlaceholder, Bool)? {
        guard line.hasPrefix("{?") || line.hasPrefix("{!") else { return nil }
        let isFilled = line.hasPrefix("{?")
        guard let end = line.firstIndex(of: "}") else { throw unknown("", place) }
        let word = line[line.index(line.startIndex, offsetBy: 2)..<end]
        guard let placeholder = LetterPlaceholder(rawValue: String(word)) else { throw unknown(word, place) }
        line = line[line.index(after: end)...]
        return (placeholder, isFilled)
    }

    private static func pieces(_ line: Substring, at place: SourcePlace) throws -> [Piece] {
        var pieces: [Piece] = []
        var rest = line
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else { throw unknown(rest[open...].prefix(20), place) }
            let word = rest[rest.index(after: open)..<close]
            guard let placeholder = LetterPlaceholder(rawValue: String(word)) else { throw unknown(word, place) }
            pieces.append(.placeholder(placeholder))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    private static func unknown(_ word: Substring, _ place: SourcePlace) -> AllianceError {
        let names = LetterPlaceholder.allCases.map(\.rawValue).joined(separator: ", ")
        return AllianceError(
            "takedown.template.placeholder", "there is no placeholder {\(word)}", at: place,
            hint: "there are: \(names)")
    }
}
