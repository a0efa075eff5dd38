import AllianceKit
import Formats

/// JSON documents that hold small records in one array: the array is walked through with flat memory, each record becomes a tree.
///
/// A record whose structure is broken costs itself: reading goes on at the next object that begins as records do.
struct JSONRecords {
    /// The member of the root object that holds the records; they may also be the root itself.
    let array: String
    /// Names that a record may begin with.
    let names: [String]
    /// Whether an object is a record and not a part of one. Asked only of the first object after a broken record.
    let isRecord: (JSONObject) -> Bool
    /// Makes an entry of a record.
    let draft: (JSONValue) -> EntryDraft
    /// Is told of the root's other members.
    var rest: (String, JSONValue) -> Void = { _, _ in }

    /// Reads the records.
    func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        var walk = Walk(records: self, starts: ByteNames(names))
        var isResumed = false
        while true {
            do {
                if isResumed { try walk.elements(&input, body) } else { try walk.begin(&input, body) }
                try walk.end(&input)
                return try walk.passed.end(body)
            } catch let error as AllianceError where walk.level != nil && JSONStretch.codes.contains(error.code) {
                guard try walk.resume(after: error, &input, body) else { return }
                isResumed = true
            }
        }
    }

    private struct Walk {
        let records: JSONRecords
        var starts: ByteNames
        var json = JSONScanner()
        var level: JSONScanner.Level?
        var passed = JSONStretch()
        private var isKnown = false
        private var place = SourcePlace(file: "")
        private var number = 0

        init(records: JSONRecords, starts: ByteNames) {
            self.records = records
            self.starts = starts
        }

        mutating func begin(
            _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
        ) throws {
            switch try json.next(&input) {
            case .arrayStart:
                level = json.level
                try elements(&input, body)
            case .objectStart:
                while try json.next(&input) == .name {
                    let member = json.text
                    let token = try json.next(&input)
                    if member == records.array, token == .arrayStart, level == nil {
                        level = json.level
                        try elements(&input, body)
                    } else if token == .arrayStart || token == .objectStart {
                        try json.skip(token, &input)
                    } else {
                        records.rest(member, try json.tree(token, &input))
                    }
                }
            default: break
            }
            guard level != nil else {
                throw AllianceError(
                    "hashing.list.structure", "there is no array \"\(records.array)\"",
                    at: SourcePlace(file: input.name))
            }
        }

        /// What follows the records when they were found again.
        mutating func end(_ input: inout InputFile) throws {
            while try json.next(&input) != .end {}
        }

        /// The rest of the array.
        mutating func elements(
            _ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void
        ) throws {
            while true {
                json.release()
                place = SourcePlace(file: input.name, path: "\(records.array)[\(number)]")
                let token = try json.next(&input)
                if token == .arrayEnd { return }
                _ = json.takeFault()
                json.hold()
                let offset = json.offset
                place.line = json.line()
                number += 1
                // An array here may be a record's lost brace: it is not followed to its end.
                guard token != .arrayStart else {
                    throw AllianceError("hashing.list.record", "no object where a record is expected")
                }
                let record = try json.tree(token, &input)
                try json.requireEndOfElement(&input)
                if passed.isOpen {
                    guard let object = record.objectValue, records.isRecord(object) else {
                        throw AllianceError("hashing.list.record", "no record")
                    }
                    try passed.report(offset, body)
                }
                if let fault = json.takeFault() {
                    try body(.failure(fault.within(place)))
                } else if let object = record.objectValue {
                    learn(object)
                    try body(records.draft(record).result(at: place))
                } else {
                    try body(
                        .failure(
                            AllianceError("hashing.list.record", "no object where a record is expected").within(place)))
                }
            }
        }

        /// What the first good record begins with, others will.
        private mutating func learn(_ record: JSONObject) {
            guard !isKnown, let first = record.members.first?.name else { return }
            isKnown = true
            if !records.names.contains(first) { starts = ByteNames(records.names + [first]) }
        }

        /// Goes to the next record; false when there is none.
        mutating func resume(
            after error: AllianceError, _ input: inout InputFile,
            _ body: (Result<HashEntry, AllianceError>) throws -> Void
        ) throws -> Bool {
            passed.open(error.within(place), at: json.heldOffset)
            guard let level else { throw error }
            do {
                // The first object of an array is a part of a record: the records' own first one is read already.
                var found: JSONScanner.Restart?
                repeat {
                    if found != nil { json.hold() }
                    found = try json.resume(at: level, names: starts, &input)
                } while found?.isFirst == true
                if found != nil { return true }
            } catch let cut as AllianceError where cut.code == "json.truncated" {
                try passed.end(body)
                throw cut
            }
            try passed.end(body)
            return false
        }
    }
}
