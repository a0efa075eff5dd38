public import AllianceKit

/// An observation as it was read, checked, before it is put in.
public struct ObservationDraft: Sendable, Hashable {
    var indicator: String
    var refArea: String
    var period: TimePeriod
    var value: Double?
    var unit: String
    var status: ObservationStatus
    var source: String
    var confidence: String
    var qualifier: String
    var note: String
    /// Where it stands.
    public var place: SourcePlace?

    /// Checks the words of an observation; throws the first thing that is wrong with them.
    init(
        indicator: String, refArea: String, period: String, value: String, unit: String, status: String,
        source: String, confidence: String, qualifier: String = "", note: String = "", at place: SourcePlace?
    ) throws {
        func wrong(_ code: String, _ message: String, hint: String? = nil) -> AllianceError {
            AllianceError("indicators.observation.\(code)", message, at: place, hint: hint)
        }
        guard !indicator.isEmpty, indicator.utf8.count <= 80, indicator.utf8.allSatisfy(Self.isWordByte) else {
            throw wrong("indicator", "\"\(indicator)\" is not the code of an indicator", hint: "letters, digits, . _ -")
        }
        guard refArea == "_T" || (2...3 ~= refArea.utf8.count && refArea.utf8.allSatisfy { 65...90 ~= $0 }) else {
            throw wrong(
                "area", "\"\(refArea)\" is not an area", hint: "two or three capital letters (ISO 3166-1, EU), or _T")
        }
        guard let timePeriod = TimePeriod(period) else {
            throw wrong(
                "period", "\"\(period)\" is not a period",
                hint: "write 2024, 2024-S1, 2024-Q3, 2024-04 or 2024-04-30")
        }
        guard let code = ObservationStatus(rawValue: status) else {
            throw wrong("status", "\"\(status)\" is not a status", hint: "one of SDMX CL_OBS_STATUS: A, B, D, E, P, …")
        }
        guard !source.isEmpty else { throw wrong("source", "the source is missing", hint: "say who published it") }
        guard ["", "document", "secondary", "memory"].contains(confidence) else {
            throw wrong("confidence", "\"\(confidence)\" is not document, secondary or memory")
        }
        guard ["", "approx", "more_than"].contains(qualifier) else {
            throw wrong("qualifier", "\"\(qualifier)\" is not approx or more_than")
        }
        if value.isEmpty {
            guard code.isMissing else {
                throw wrong("value", "the value is missing, but the status is \(status)", hint: "status O says missing")
            }
        } else {
            guard !value.contains(",") else {
                throw wrong("value", "\"\(value)\" holds a comma", hint: "write a decimal point and no thousands mark")
            }
            guard let number = Double(value), number.isFinite else {
                throw wrong("value", "\"\(value)\" is not a number")
            }
            guard !code.isMissing else {
                throw wrong("value", "there is a value, but the status \(status) says that there is none")
            }
            self.value = number
        }
        self.indicator = indicator
        self.refArea = refArea
        self.period = timePeriod
        self.unit = unit
        self.status = code
        self.source = source
        self.confidence = confidence
        self.qualifier = qualifier
        self.note = note
        self.place = place
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || [0x2d, 0x2e, 0x5f].contains(byte)
    }

    /// The record of it.
    func observation(recorded: Instant) -> Observation? {
        Observation(
            indicator: indicator, refArea: refArea, timePeriod: period.text, value: value, unit: unit,
            status: status.rawValue, source: source, confidence: confidence.isEmpty ? "document" : confidence,
            qualifier: qualifier, note: note, recorded: recorded)
    }
}
