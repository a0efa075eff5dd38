import AllianceKit

/// Why a record is malformed.
enum CSVFault: Error {
    case strayQuote
    case textAfterQuote
    case openQuote
    case recordTooLong(Int)
    case fieldTooLong(Int)
    case tooManyFields(Int)
    case encoding

    func error(at place: SourcePlace) -> AllianceError {
        let quotes = "quote the whole field and double the quotes in it"
        return switch self {
        case .strayQuote:
            AllianceError("csv.quote.stray", "a quote inside a field that is not quoted", at: place, hint: quotes)
        case .textAfterQuote:
            AllianceError("csv.quote.text-after", "text after the end of a quoted field", at: place, hint: quotes)
        case .openQuote:
            AllianceError("csv.quote.open", "a quoted field does not end", at: place, hint: quotes)
        case .recordTooLong(let limit):
            AllianceError("csv.record.too-long", "a record of more than \(limit) bytes", at: place)
        case .fieldTooLong(let limit):
            AllianceError("csv.field.too-long", "a field of more than \(limit) bytes", at: place)
        case .tooManyFields(let limit):
            AllianceError("csv.fields.too-many", "more than \(limit) fields", at: place)
        case .encoding:
            AllianceError("csv.encoding", "a field that is not UTF-8", at: place, hint: "save the file as UTF-8")
        }
    }
}

/// From bytes to fields.
extension CSVReader {
    private var separatorByte: UInt8 { (separator ?? .comma).byte }

    /// A record without quotes: the usual case, split in one go.
    func plainRecord(_ range: Range<Int>) -> Result<[String], CSVFault> {
        var fields: [String] = []
        fields.reserveCapacity(max(8, headings.count))
        var first = range.lowerBound
        for place in range where buffer[place] == separatorByte {
            if let fault = take(buffer[first..<place], &fields) { return .failure(fault) }
            first = place + 1
        }
        if let fault = take(buffer[first..<range.upperBound], &fields) { return .failure(fault) }
        return .success(fields)
    }

    /// A record with quotes, which may go on over several lines. A malformed one is left at the end of its first line.
    mutating func quotedRecord(
        _ input: inout InputFile, firstLineEnd: Int
    ) -> Result<[String], CSVFault> {
        var fields: [String] = []
        var place = start
        var lines = 1
        do throws(CSVFault) {
            while true {
                var field: [UInt8] = []
                let quoted = place < buffer.count && buffer[place] == CSVByte.quote
                if quoted {
                    place += 1
                    field = try quotedField(&input, &place, &lines)
                } else {
                    while let byte = peek(&input, place), byte != separatorByte, byte != CSVByte.lineFeed {
                        if byte == CSVByte.quote { throw CSVFault.strayQuote }
                        field.append(byte)
                        place += 1
                    }
                    if peek(&input, place) != separatorByte, field.last == CSVByte.carriageReturn { field.removeLast() }
                }
                if let fault = take(field[...], &fields) { throw fault }
                let byte = peek(&input, place)
                if byte == separatorByte {
                    place += 1
                    continue
                }
                if byte == CSVByte.carriageReturn, quoted, [nil, CSVByte.lineFeed].contains(peek(&input, place + 1)) {
                    place += 1
                } else if byte != nil, byte != CSVByte.lineFeed {
                    throw CSVFault.textAfterQuote
                }
                break
            }
        } catch {
            pass(firstLineEnd)
            return .failure(error)
        }
        line += lines
        start = min(place + 1, buffer.count)
        return .success(fields)
    }

    /// The inside of a quoted field; `place` goes from after the first quote to after the last.
    private mutating func quotedField(
        _ input: inout InputFile, _ place: inout Int, _ lines: inout Int
    ) throws(CSVFault) -> [UInt8] {
        var field: [UInt8] = []
        while true {
            guard let byte = peek(&input, place) else { throw CSVFault.openQuote }
            if place - start > limits.record { throw CSVFault.recordTooLong(limits.record) }
            place += 1
            if byte == CSVByte.quote {
                guard peek(&input, place) == CSVByte.quote else { return field }
                place += 1
            } else if byte == CSVByte.lineFeed {
                lines += 1
            }
            field.append(byte)
        }
    }

    /// The byte at an index, or nil at the end of the file.
    private mutating func peek(_ input: inout InputFile, _ place: Int) -> UInt8? {
        while place >= buffer.count {
            if ended { return nil }
            do { try fill(&input) } catch {
                failure = error
                ended = true
            }
        }
        return buffer[place]
    }

    /// Appends a field, or says why it cannot be one.
    private func take(_ bytes: ArraySlice<UInt8>, _ fields: inout [String]) -> CSVFault? {
        if bytes.count > limits.field { return .fieldTooLong(limits.field) }
        if fields.count >= limits.fields { return .tooManyFields(limits.fields) }
        guard let text = String(validating: bytes, as: UTF8.self) else { return .encoding }
        fields.append(text)
        return nil
    }
}
