import AllianceKit
import Formats

/// The stretch of a file that is passed over because a record's structure is broken: one error, however much lies in it.
struct JSONStretch {
    /// What reading goes on after.
    static let codes: Set<String> = [
        "json.syntax", "json.depth", "json.truncated", "json.token.too-long", "json.record.too-large",
        "hashing.list.record",
    ]

    private var error: AllianceError?
    private var start = 0

    /// Whether nothing was found yet to go on with.
    var isOpen: Bool { error != nil }

    /// Begins at a byte of the file, unless it began already.
    mutating func open(_ error: AllianceError, at start: Int) {
        guard self.error == nil else { return }
        self.error = error
        self.start = start
    }

    /// Hands the error over at the end of the file. A stretch that began where the file is cut is the cut, and is thrown.
    mutating func end(_ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        if let error, error.code == "json.truncated" { throw error }
        try report(nil, body)
    }

    /// Hands the error over; the stretch ends before `end`, or with the file.
    mutating func report(_ end: Int?, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        guard var error else { return }
        self.error = nil
        // What seemed a cut was a forgotten end.
        if error.code == "json.truncated" { error.code = "json.syntax" }
        error.hint = end.map { "bytes \(start) to \($0 - 1) of the file are passed over" }
        error.hint = error.hint ?? "the file is passed over from byte \(start) on"
        try body(.failure(error))
    }
}
