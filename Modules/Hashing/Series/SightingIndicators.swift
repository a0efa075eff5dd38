import AllianceKit

/// What sightings of known material measure: re-victimisation, as far as it is seen. Every definition says what is counted.
enum SightingIndicators {
    static let eventKinds = [
        EventKind(
            SightingRecorder.sighted, "Known material was met: a file, at a place, on a day.", facts: facts),
        EventKind(
            SightingRecorder.repeated,
            "Known material was met again: as another file, at another place or on another day.",
            facts: facts),
    ]

    private static let facts = [
        "list": "the list of the nearest entry", "times": "how often the material was met so far, this time included",
        "place": "where it was met, if that was said",
    ]

    private static let caveat =
        "Only what is matched with --record and is in a list can be seen. More matching finds more: read it beside the number of files "
        + "that were looked at. An item is what one list entry, or several that one file met, stand for; a picture that lists hold only "
        + "cropped or mirrored is another item."

    static let all = [
        IndicatorDefinition(
            id: "AVAIL.known-material-returned", target: .availability, title: "Share of known material that came back",
            definition:
                "Of the items of known material that were first met in the period, those that were met again by its as-of date: as "
                + "another file, at another place or on another day.",
            unit: "percent", direction: .down,
            measure: .share(of: SightingRecorder.sighted, to: SightingRecorder.repeated, fact: nil, values: []),
            breakdowns: ["list", "place"], caveat: caveat),
        IndicatorDefinition(
            id: "AVAIL.known-material-returns", target: .availability, title: "Times that known material came back",
            definition:
                "Sightings in the period of known material that had been met before: one for each file, place and day.",
            unit: "sightings", direction: .down, measure: .eventCount(kind: SightingRecorder.repeated),
            breakdowns: ["list", "place"], caveat: caveat),
        IndicatorDefinition(
            id: "AVAIL.known-material-return-time", target: .availability, title: "Time until known material came back",
            definition:
                "From the first sighting of an item of known material to its second. Items that were not met again so far count as censored "
                + "(Kaplan–Meier).",
            unit: "seconds", direction: .up,
            measure: .duration(
                from: SightingRecorder.sighted, to: [SightingRecorder.repeated], pausedFrom: nil, pausedTo: nil),
            breakdowns: ["list", "place"], caveat: caveat),
    ]
}
