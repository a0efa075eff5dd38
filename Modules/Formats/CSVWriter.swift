public import AllianceKit

/// Writes CSV (RFC 4180) in one form: fields are quoted only where they must be, so the same records give the same bytes.
///
/// Spreadsheets run text that starts with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula. With `guardsFormulas` such
/// fields get an apostrophe in front (plain numbers such as `-5` do not). It changes the data, so it is off unless the file is meant for
/// a spreadsheet.
public struct CSVWriter: Sendable {
    /// How lines end.
    public enum LineEnd: String, Sendable {
        /// LF, as everything else the toolkit writes.
        case lineFeed = "\n"
        /// CR LF, as RFC 4180 has it.
        case carriageReturnLineFeed = "\r\n"
    }

    /// What separates fields.
    public var separator: CSVSeparator
    /// How lines end.
    public var lineEnd: LineEnd
    /// Whether fields that a spreadsheet would run are defused.
    public var guardsFormulas: Bool

    /// Makes a writer.
    public init(separator: CSVSeparator = .comma, lineEnd: LineEnd = .lineFeed, guardsFormulas: Bool = false) {
        self.separator = separator
        self.lineEnd = lineEnd
        self.guardsFormulas = guardsFormulas
    }

    /// Writes one record with its line end.
    public func write(_ fields: [String], to output: inout some ByteSink) throws {
        try output.write(line(fields))
    }

    /// One record with its line end, as UTF-8.
    public func line(_ fields: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(separator.byte) }
            append(field, to: &bytes, alone: fields.count == 1)
        }
        bytes.append(contentsOf: lineEnd.rawValue.utf8)
        return bytes
    }

    private func append(_ field: String, to bytes: inout [UInt8], alone: Bool) {
        let defused = guardsFormulas && Self.isFormula(field)
        // A record of one empty field would be a blank line, which readers skip, as they do a byte order mark and a line "sep=;".
        let quoted =
            alone && field.isEmpty || field.utf8.starts(with: "sep=".utf8)
            || field.utf8.starts(with: CSVByte.byteOrderMark)
            || field.utf8.first == 0x20 || field.utf8.last == 0x20
            || field.utf8.contains {
                $0 == separator.byte || $0 == CSVByte.quote || $0 == CSVByte.lineFeed || $0 == CSVByte.carriageReturn
            }
        if quoted { bytes.append(CSVByte.quote) }
        if defused { bytes.append(UInt8(ascii: "'")) }
        for byte in field.utf8 {
            if byte == CSVByte.quote { bytes.append(byte) }
            bytes.append(byte)
        }
        if quoted { bytes.append(CSVByte.quote) }
    }

    /// Whether a spreadsheet would run a field (OWASP, "CSV Injection").
    static func isFormula(_ field: String) -> Bool {
        guard let first = field.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0d: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            return !field.utf8.dropFirst().allSatisfy { 48...57 ~= $0 || $0 == UInt8(ascii: ".") }
        default: return false
        }
    }
}
