import AllianceKit

/// The latest value of one fact for each subject, for breaking a figure down.
///
/// A value stated by an event that the measure itself reads beats one stated by any other event, because the same word can mean
/// different things in different kinds (`outcome`). Among equals the latest in time counts, then the later in the ledger.
struct FactBook {
    private struct Entry {
        var isOwn: Bool
        var time: Int64
        var value: Int32
    }

    private var entries: [Int32: Entry] = [:]
    private var values: [String] = []
    private var numbers: [String: Int32] = [:]

    /// The group of subjects about which nothing is stated.
    static let notStated = "not stated"

    mutating func note(_ value: String, of subject: Int32, at time: Int64, isOwn: Bool) {
        if let entry = entries[subject] {
            if entry.isOwn && !isOwn { return }
            if entry.isOwn == isOwn && entry.time > time { return }
        }
        entries[subject] = Entry(isOwn: isOwn, time: time, value: number(of: value))
    }

    func value(of subject: Int32) -> String {
        entries[subject].map { values[Int($0.value)] } ?? Self.notStated
    }

    private mutating func number(of value: String) -> Int32 {
        if let number = numbers[value] { return number }
        let number = Int32(truncatingIfNeeded: values.count)
        values.append(value)
        numbers[value] = number
        return number
    }
}

extension JSONValue {
    /// A fact as the name of a group; nil for what is no name (null, lists, objects).
    var groupName: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .bool(let flag): flag ? "yes" : "no"
        case .null, .array, .object: nil
        }
    }
}
