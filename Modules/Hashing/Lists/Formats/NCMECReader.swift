import AllianceKit
import Formats

/// Walks through a `queryResult`: a file, or a page of an answer.
struct NCMECReader {
    /// The relative address of the next page, once the document was read.
    private(set) var next: String?
    /// The greatest time of the page's groups. It says nothing of pages that are still to come.
    private(set) var maxTimestamp: Instant?

    var xml = XMLScanner(limit: 1 << 22)
    private let warn: (String) -> Void

    init(warn: @escaping (String) -> Void = { _ in }) { self.warn = warn }

    mutating func read(
        _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        var token = try xml.next(&input)
        while token == .text { token = try xml.next(&input) }
        guard token == .start, element == .queryResult else {
            throw AllianceError(
                "hashing.list.structure", "no list of NCMEC hash sharing: the root element is not queryResult",
                at: SourcePlace(file: input.name))
        }
        if let namespace = xml.attribute("xmlns"), namespace != NCMECModel.namespace {
            warn("\(input.name): the namespace \(namespace) is not that of version 2")
        }
        while true {
            switch try xml.next(&input) {
            case .text: break
            case .end:
                while try xml.next(&input) != .finish {}
                return
            case .finish: return
            case .start:
                switch element {
                case .images: try group("images", &input, body)
                case .videos: try group("videos", &input, body)
                case .paging: try paging(&input)
                default: try xml.skip(&input)
                }
            }
        }
    }

    var element: NCMECModel.Element? { NCMECModel.Element(rawValue: xml.match(NCMECModel.names)) }

    private mutating func paging(_ input: inout InputFile) throws {
        try children(&input) { reader, input in
            if reader.element == .next {
                let text = String(decoding: ListLines.trimmed(try reader.xml.content(&input)), as: UTF8.self)
                reader.next = text.isEmpty ? nil : text
            } else {
                try reader.xml.skip(&input)
            }
        }
    }

    private mutating func group(
        _ name: String, _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        if let time = xml.attribute("maxTimestamp").flatMap({ Instant($0) }) {
            maxTimestamp = max(maxTimestamp ?? time, time)
        }
        var number = 0
        try children(&input) { reader, input in
            let kind = reader.element
            let line = reader.xml.line()
            var draft: EntryDraft
            switch kind {
            case .image?, .video?: draft = try reader.entry(kind == .video, &input)
            case .deletedImage?, .deletedVideo?: draft = try reader.tombstone(&input)
            default: return try reader.xml.skip(&input)
            }
            number += 1
            try body(
                draft.result(
                    at: SourcePlace(
                        file: input.name, line: line,
                        path: "/queryResult/\(name)/\(kind.map { "\($0)" } ?? "")[\(number)]")))
        }
    }

    /// Calls `body` at the start of every element inside the one whose start was just read; it must read that element to its end.
    mutating func children(
        _ input: inout InputFile, _ body: (inout NCMECReader, inout InputFile) throws -> Void
    ) throws {
        while true {
            switch try xml.next(&input) {
            case .start: try body(&self, &input)
            case .text: break
            case .end, .finish: return
            }
        }
    }
}
