public import AllianceKit

/// Reads CSV (RFC 4180) record by record with flat memory, and goes on after records that are malformed.
///
/// The separator is given or detected from the first line. Quoted fields may hold separators, line breaks and doubled quotes; LF and
/// CR LF end a record; a byte order mark, blank lines and a first line `sep=;` are skipped. After a malformed record reading goes on
/// at the line after the one on which it started, so that one forgotten quote costs one record and not the rest of the file.
///
///     var csv = CSVReader()
///     try csv.readHeader(&input)
///     while let next = try csv.next(&input) {
///         switch next {
///         case .success(let record): use(record["pdq"])
///         case .failure(let error): context.report(error)
///         }
///     }
public struct CSVReader: Sendable {
    /// What separates fields; nil until the first line was seen, unless given.
    public private(set) var separator: CSVSeparator?
    /// The headings as they stand in the file, once `readHeader` was called.
    public private(set) var headings: [String] = []
    /// How large the parts may be.
    public let limits: CSVLimits

    var buffer: [UInt8] = []
    var start = 0
    /// The line that starts at `start`.
    var line = 1
    var ended = false
    private var recordStart = 0
    /// A fault of the file itself, met inside a quoted field.
    var failure: (any Error)?
    private var opened = false
    private var columns: [String: Int] = [:]

    /// Makes a reader for one file.
    public init(separator: CSVSeparator? = nil, limits: CSVLimits = CSVLimits()) {
        self.separator = separator
        self.limits = limits
    }

    /// Reads the first record as headings; from then on every record must have as many fields, and can be asked by heading.
    ///
    /// Throws `csv.empty` when there is none and `csv.header.repeated` when a heading stands twice.
    @discardableResult
    public mutating func readHeader(_ input: inout InputFile) throws -> [String] {
        guard let first = try next(&input) else {
            throw AllianceError("csv.empty", "the file has no heading line", at: SourcePlace(file: input.name))
        }
        let record = try first.get()
        for (place, heading) in record.fields.enumerated() {
            let name = Self.normal(heading)
            guard columns.updateValue(place, forKey: name) == nil || name.isEmpty else {
                throw AllianceError(
                    "csv.header.repeated", "the heading \"\(heading)\" stands twice", at: record.place,
                    hint: "give every column a heading of its own")
            }
        }
        headings = record.fields
        return headings
    }

    /// Whether there is a column of this heading, in any case.
    public func has(_ heading: String) -> Bool { columns[Self.normal(heading)] != nil }

    /// The next record, the error of a malformed one, or nil at the end. Throws only when the file cannot be read.
    public mutating func next(_ input: inout InputFile) throws -> Result<CSVRecord, AllianceError>? {
        if !opened { try open(&input) }
        while true {
            drop()
            recordStart = start
            guard let end = try lineEnd(&input) else { return nil }
            let place = SourcePlace(file: input.name, line: line)
            if end - start > limits.record {
                let error = AllianceError(
                    "csv.record.too-long", "a line of more than \(limits.record) bytes", at: place)
                try skipLine(from: end, &input)
                recordStart = start
                return .failure(error)
            }
            let last = end > start && buffer[end - 1] == CSVByte.carriageReturn ? end - 1 : end
            if last == start {
                pass(end)
                continue
            }
            let result: Result<[String], CSVFault>
            if buffer[start..<last].contains(CSVByte.quote) {
                result = quotedRecord(&input, firstLineEnd: end)
                if let failure { throw failure }
            } else {
                result = plainRecord(start..<last)
                pass(end)
            }
            return result.mapError { $0.error(at: place) }.flatMap { checked($0, at: place) }
        }
    }

    /// The bytes of the record read last as they stand in the file, line end included, for keeping a malformed one aside; empty when it
    /// was too long to be kept.
    public var recordBytes: ArraySlice<UInt8> { buffer[min(recordStart, start)..<start] }

    /// Hands over every record, or the error of a malformed one.
    public mutating func forEach(
        _ input: inout InputFile, _ body: (Result<CSVRecord, AllianceError>) throws -> Void
    ) throws {
        while let result = try next(&input) { try body(result) }
    }

    /// How headings are compared: lower case, without spaces around.
    public static func normal(_ heading: String) -> String { trimmed(heading).lowercased() }

    /// A field without spaces and tabs around.
    public static func trimmed(_ field: String) -> String {
        var text = field[...]
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }

    private func checked(_ fields: [String], at place: SourcePlace) -> Result<CSVRecord, AllianceError> {
        guard headings.isEmpty || fields.count == headings.count else {
            return .failure(
                AllianceError(
                    "csv.fields.count", "\(fields.count) fields under \(headings.count) headings", at: place,
                    hint: "quote fields that hold a separator"))
        }
        return .success(CSVRecord(fields: fields, place: place, columns: columns))
    }

    private mutating func open(_ input: inout InputFile) throws {
        opened = true
        _ = try lineEnd(&input)
        if buffer.starts(with: [0xff, 0xfe]) || buffer.starts(with: [0xfe, 0xff]) {
            throw AllianceError(
                "csv.encoding", "the file is UTF-16", at: SourcePlace(file: input.name), hint: "save it as UTF-8")
        }
        if buffer.starts(with: CSVByte.byteOrderMark) { start = 3 }
        guard let end = try lineEnd(&input) else { return }
        var first = buffer[start..<end]
        if first.last == CSVByte.carriageReturn { first.removeLast() }
        if first.count == 5, first.starts(with: "sep=".utf8),
            let named = CSVSeparator(rawValue: String(decoding: first.suffix(1), as: UTF8.self))
        {
            separator = separator ?? named
            pass(end)
        }
        separator = separator ?? CSVSeparator.detect(in: first)
    }
}
