import AllianceKit
import Formats

/// The report as one self-contained page.
struct ReportPage {
    let model: ReportModel

    /// The page as UTF-8; the same model gives the same bytes.
    func bytes() -> [UInt8] {
        HTMLDocument(
            title: "\(model.title) – \(model.organisation)",
            summary: "Figures \(model.scope.words), computed from the ledger as of \(model.scope.asOf).",
            styles: [ReportStyle.sheet, SVGStyle.sheet], header: { banner }, navigation: { contents },
            main: {
                notice
                glance
                model.parts.map(part)
                outside
                figures
                method
                reproduce
            }, footer: { foot }
        ).bytes()
    }

    @HTMLBuilder private var banner: [HTMLNode] {
        html(.p, .class("organisation")) { model.organisation }
        html(.h1) { model.title }
        html(.p, .class("lead")) {
            period
            ReportWords.time(model.scope.asOf)
            "."
        }
    }

    private var period: String {
        switch (model.scope.from, model.scope.to) {
        case (nil, nil): "All events recorded, as of "
        case (let from?, nil): "From \(from.words), as of "
        case (nil, let to?): "Up to \(to.words), as of "
        case (let from?, let to?): "\(from.words) to \(to.words), as of "
        }
    }

    private var contents: [HTMLNode] {
        var links: [(String, String)] = [("glance", "At a glance")]
        links += model.parts.map { ($0.anchor, $0.code ?? "Commitments") }
        if !model.otherSeries.isEmpty { links.append(("outside", "From outside")) }
        links += [("figures", "All figures"), ("method", "Method")]
        return [
            html(.ul) {
                links.map { anchor, text in html(.li) { html(.a, .href(.fragment(anchor))) { text } } }
            }
        ]
    }

    private var notice: HTMLNode {
        html(.div, .class("notice"), .region, .ariaLabel("Before this is published")) {
            html(.p) {
                html(.strong) { "Before this is published: " }
                "counts from 1 to 4 in breakdowns are shown as “<5”. Full disclosure control is not done yet, so a person has to "
                "review the page before it leaves the house."
            }
        }
    }

    /// The first figure of each part, large.
    private var glance: HTMLNode {
        html(.section, .id("glance"), .ariaLabelledBy("glance-title")) {
            html(.h2, .id("glance-title")) { "At a glance" }
            html(.ul, .class("tiles")) { model.parts.map(tile) }
        }
    }

    private func tile(_ part: ReportModel.Part) -> HTMLNode {
        let first = part.results.first { $0.total.n > 0 } ?? part.results.first
        return html(.li) {
            html(.p, .class("tag")) { part.code ?? "Commitments" }
            if let first {
                html(.p, .class("big")) { ReportWords.value(first.total) }
                html(.p, .class("what")) {
                    html(.a, .href(.fragment(ReportWords.anchor(first.definition)))) { first.definition.title }
                }
            } else if let series = part.series.first, let latest = series.latest {
                html(.p, .class("big")) { "\(FigureChart.number(latest)) \(latest.unit)" }
                html(.p, .class("what")) {
                    html(.a, .href(.fragment(ReportWords.anchor(series)))) {
                        "\(series.indicator), \(latest.timePeriod)"
                    }
                }
            } else {
                html(.p, .class("big none")) { "–" }
                html(.p, .class("what")) { "No indicator of this target is installed." }
            }
        }
    }

    private func part(_ part: ReportModel.Part) -> HTMLNode {
        html(.section, .id(part.anchor), .ariaLabelledBy("\(part.anchor)-title"), .class("part")) {
            html(.h2, .id("\(part.anchor)-title")) {
                if let code = part.code { html(.span, .class("code")) { code } }
                if part.code != nil { " " }
                part.title
            }
            html(.p, .class("aim")) { part.aim }
            if part.results.isEmpty && part.series.isEmpty {
                html(.p, .class("empty")) {
                    "No installed module declares an indicator of this target, and no figure from outside was put in for it."
                }
            }
            part.results.map { ReportArticle(result: $0).node }
            part.series.map { ReportSeries(series: $0).node }
        }
    }

    @HTMLBuilder private var outside: [HTMLNode] {
        if !model.otherSeries.isEmpty {
            html(.section, .id("outside"), .ariaLabelledBy("outside-title"), .class("part")) {
                html(.h2, .id("outside-title")) { "Figures from outside" }
                html(.p, .class("aim")) {
                    "Published by others and put in with their sources. They give context; most of them count activity, and more is "
                    "not simply worse or better."
                }
                model.otherSeries.filter { !$0.isSingle }.map { ReportSeries(series: $0).node }
                singles
            }
        }
    }

    /// Series of one value together in one table.
    @HTMLBuilder private var singles: [HTMLNode] {
        let single = model.otherSeries.filter(\.isSingle).flatMap(\.observations)
        if !single.isEmpty {
            html(.div, .class("card")) {
                HTMLTable(
                    caption: "Single figures",
                    columns: [
                        .text("Indicator"), .text("Area"), .text("Period"), .number("Value"), .text("Unit"),
                        .text("Status"), .text("Source"),
                    ],
                    rows: single.map { one in
                        [
                            one.indicator, one.refArea, one.timePeriod, FigureChart.number(one), one.unit,
                            "\(one.status), \(one.obsStatus.meaning)", one.source,
                        ]
                    })
            }
        }
    }

    private var figures: HTMLNode {
        html(.section, .id("figures"), .ariaLabelledBy("figures-title"), .class("part")) {
            html(.h2, .id("figures-title")) { "All figures" }
            HTMLTable(
                caption: "Every indicator, its figure and how it was computed",
                columns: [
                    .text("Indicator"), .text("Target"), .number("Figure"), .number("95 % interval"), .number("n"),
                    .number("Open"), .text("Method"), .number("Version"),
                ],
                rows: model.results.map { result in
                    let figure = result.total
                    return [
                        result.definition.title, result.definition.target?.rawValue ?? "–",
                        ReportWords.value(figure), figure.shownInterval.isEmpty ? "–" : figure.shownInterval,
                        ChartNumber.text(Double(figure.n), decimals: 0),
                        figure.open.map { ChartNumber.text(Double($0), decimals: 0) } ?? "–", figure.method,
                        String(result.definition.version),
                    ]
                })
        }
    }

    @HTMLBuilder private var foot: [HTMLNode] {
        html(.p) {
            "Made by alliance for \(model.organisation), "
            ReportWords.time(model.made)
            ". Times are UTC. The ledger held \(ChartNumber.text(Double(model.ledgerSize), decimals: 0)) entries."
        }
    }
}

/// Pieces of text that several parts of the report use.
enum ReportWords {
    /// A moment with its machine-readable form: `23 Nov 2026, 09:00 UTC`.
    static func time(_ moment: Instant) -> HTMLNode {
        html(.time, .datetime(moment.description)) { words(moment) }
    }

    static func words(_ moment: Instant) -> String {
        let date = moment.date
        let minutes = (moment.milliseconds - date.startOfDay.milliseconds) / 60_000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(date.day) \(date.monthName), \(two(minutes / 60)):\(two(minutes % 60)) UTC"
    }

    /// The figure with its unit.
    static func value(_ figure: Figure) -> String {
        let unit = figure.value == nil ? "" : figure.shownUnit
        return unit.isEmpty ? figure.shownValue : "\(figure.shownValue) \(unit)"
    }

    /// The fragment of an indicator's article.
    static func anchor(_ definition: IndicatorDefinition) -> String {
        "i-" + word(definition.id)
    }

    /// The fragment of a series from outside.
    static func anchor(_ series: ObservationSeries) -> String { "s-" + word(series.indicator + "-" + series.refArea) }

    private static func word(_ text: String) -> String {
        String(text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    }
}
