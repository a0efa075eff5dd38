import AllianceKit
import Formats

/// JSON documents that hold small records in one array: the array is walked through with flat memory, each record becomes a tree.
enum JSONRecords {
    /// Reads the records of the member `array` of the root object, or of the root itself when that is an array. `rest` is told of the root's
    /// other members. A record whose structure is broken costs itself.
    static func read(
        _ input: inout InputFile, array name: String, draft: (JSONValue) -> EntryDraft,
        rest: (String, JSONValue) -> Void = { _, _ in }, _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        var json = JSONScanner()
        var found = false
        switch try json.next(&input) {
        case .arrayStart:
            found = true
            try records(&json, &input, "", draft, body)
        case .objectStart:
            while try json.next(&input) == .name {
                let member = json.text
                let token = try json.next(&input)
                if member == name, token == .arrayStart, !found {
                    found = true
                    try records(&json, &input, name, draft, body)
                } else if token == .arrayStart || token == .objectStart {
                    try json.skip(token, &input)
                } else {
                    rest(member, try json.tree(token, &input))
                }
            }
        default: break
        }
        guard found else {
            throw AllianceError(
                "hashing.list.structure", "there is no array \"\(name)\"", at: SourcePlace(file: input.name))
        }
        while try json.next(&input) != .end {}
    }

    private static func records(
        _ json: inout JSONScanner, _ input: inout InputFile, _ path: String, _ draft: (JSONValue) -> EntryDraft,
        _ body: (Result<HashEntry, AllianceError>) throws -> Void
    ) throws {
        let outside = json.depth
        var number = 0
        while true {
            let token = try json.next(&input)
            if token == .arrayEnd { return }
            _ = json.takeFault()
            let place = SourcePlace(file: input.name, line: json.line(), path: "\(path)[\(number)]")
            number += 1
            let record: JSONValue
            do {
                record = try json.tree(token, &input)
            } catch let error as AllianceError
                where ["json.syntax", "json.depth", "json.record.too-large"].contains(error.code)
            {
                try json.recover(to: outside, &input)
                try body(.failure(error.within(place)))
                continue
            }
            if let fault = json.takeFault() {
                try body(.failure(fault.within(place)))
            } else if record.objectValue == nil {
                try body(
                    .failure(
                        AllianceError(
                            "hashing.list.record", "no object where a record is expected", at: place,
                            hint: "the entry is kept out")))
            } else {
                try body(draft(record).result(at: place))
            }
        }
    }
}
