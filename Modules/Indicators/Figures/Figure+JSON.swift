import AllianceKit

extension Figure {
    /// The fields of `indicators compute`.
    static let fields: [OutputField] = [
        OutputField("indicator", .text, "the definition's identity"),
        OutputField("group", .text, "the value of the fact it is broken down by; empty for the whole"),
        OutputField("title", .text, "the exact measure", inTable: false),
        OutputField("target", .text, "VIC, AVAIL, LE or AWARE; null for governance", inTable: false),
        OutputField("by", .text, "the fact it is broken down by", inTable: false),
        OutputField("shown", .text, "the figure as people read it", title: "figure"),
        OutputField("value", .number, "the figure; durations in seconds; null where it cannot be said", inTable: false),
        OutputField("unit", .text, "the unit of value, low and high", inTable: false),
        OutputField("interval", .text, "95 % confidence interval as people read it"),
        OutputField("low", .number, "lower 95 % confidence limit", inTable: false),
        OutputField("high", .number, "upper 95 % confidence limit", inTable: false),
        OutputField("n", .integer, "events or subjects; the whole of a share; null when hidden as small"),
        OutputField("reached", .integer, "subjects that count or are finished", inTable: false),
        OutputField("open", .integer, "subjects still open: censored, or not decided"),
        OutputField("grossValue", .number, "the median without subtracting pauses, in seconds", inTable: false),
        OutputField("grossLow", .number, "its lower limit", inTable: false),
        OutputField("grossHigh", .number, "its upper limit", inTable: false),
        OutputField("within", .object, "shares that had come so far by 24h, 72h and 7d, 0 to 1"),
        OutputField("hidden", .flag, "whether counts below 5 are hidden", inTable: false),
        OutputField("method", .text, "how value and limits were computed", inTable: false),
        OutputField("version", .integer, "version of the definition", inTable: false),
        OutputField("from", .text, "first day of the period", inTable: false),
        OutputField("to", .text, "last day of the period", inTable: false),
        OutputField("asOf", .time, "the moment as of which the ledger was read", inTable: false),
        OutputField("caveat", .text, "what a reader must know", inTable: false),
    ]

    /// As `indicators compute` prints it.
    var json: JSONObject {
        [
            "indicator": .string(definition.id), "group": .text(group?.value), "title": .string(definition.title),
            "target": .text(definition.target?.rawValue), "by": .text(group?.fact), "shown": .string(shownValue),
            "value": Self.number(value), "unit": .string(definition.unit), "interval": .string(shownInterval),
            "low": Self.number(low), "high": Self.number(high),
            "n": isHidden && SmallNumbers.isSmall(n) ? .null : .int(n), "reached": .int(reached), "open": .int(open),
            "grossValue": Self.number(gross?.value), "grossLow": Self.number(gross?.low),
            "grossHigh": Self.number(gross?.high),
            "within": within.isEmpty
                ? .null : .object(JSONObject(within.map { ($0.name, Self.number($0.share)) })),
            "hidden": .bool(isHidden), "method": .string(method), "version": .int(definition.version),
            "from": .text(scope?.from), "to": .text(scope?.to), "asOf": .text(scope?.asOf),
            "caveat": .string(definition.caveat),
        ]
    }

    /// Whole numbers without a fraction, so that counts read as counts.
    static func number(_ value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return value == value.rounded() && value.magnitude < 9e15 ? .integer(Int64(value)) : .number(value)
    }
}
