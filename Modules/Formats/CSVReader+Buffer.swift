import AllianceKit

/// The bytes between the file and the records: chunks come in at the end, consumed bytes are dropped between records.
extension CSVReader {
    /// The index of the next line feed, or of the end of the file, or of some byte beyond the record limit; nil at the end.
    mutating func lineEnd(_ input: inout InputFile) throws -> Int? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: CSVByte.lineFeed) { return end }
            searched = buffer.count
            if ended { return start < buffer.count ? buffer.count : nil }
            if buffer.count - start > limits.record { return buffer.count }
            try fill(&input)
        }
    }

    /// Goes on after the line that ends at `end`.
    mutating func pass(_ end: Int) {
        start = min(end + 1, buffer.count)
        line += 1
    }

    /// Leaves out a line of any length without keeping it.
    mutating func skipLine(from place: Int, _ input: inout InputFile) throws {
        var place = place
        while true {
            if let end = buffer[place...].firstIndex(of: CSVByte.lineFeed) { return pass(end) }
            buffer.removeAll(keepingCapacity: true)
            start = 0
            place = 0
            if ended { return }
            try fill(&input)
        }
    }

    /// Appends a chunk; at the end of the file, says so.
    mutating func fill(_ input: inout InputFile) throws {
        if let chunk = try input.nextChunk() { buffer.append(contentsOf: chunk) } else { ended = true }
    }

    /// Frees what was consumed, once it is worth moving the rest.
    mutating func drop() {
        guard start > 1 << 17, start * 2 > buffer.count else { return }
        buffer.removeFirst(start)
        start = 0
    }
}
