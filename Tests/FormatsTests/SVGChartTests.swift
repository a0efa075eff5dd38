import AllianceKit
import Formats
import Foundation
import TestKit
import Testing

@Suite struct SVGChartTests {
    static let heading = ChartHeading(
        title: "Time from report to removal of confirmed items, by country of the host & channel",
        subtitle: "days", notes: ["2014: break in the series."], source: "Source: made up.")

    static let survival = SVGSurvivalChart(
        heading: heading,
        curves: [
            SVGSurvivalChart.Curve(
                name: "without pauses",
                steps: [
                    .init(time: 3600, done: 0.25, low: 0.1, high: 0.4),
                    .init(time: 90_000, done: 0.6, low: 0.4, high: 0.8),
                    .init(time: 200_000, done: 1, low: nil, high: nil),
                ], lastTime: 200_000, median: 90_000),
            SVGSurvivalChart.Curve(
                name: "with pauses", steps: [.init(time: 100_000, done: 0.6, low: nil, high: nil)], lastTime: 250_000,
                median: 100_000),
        ], longest: 250_000, atRisk: [.init(time: 0, count: 1200), .init(time: 86400, count: 4)],
        alternative: "A \"curve\" & its <words>.")

    static let series = SVGTimeSeriesChart(
        heading: heading,
        series: [
            SVGTimeSeriesChart.Series(
                name: "one",
                points: [
                    .init(time: 2012, label: "2012", value: 10), .init(time: 2013, label: "2013", value: 13),
                    .init(time: 2014, label: "2014", value: 31, isBreak: true),
                    .init(time: 2015, label: "2015", value: nil, mark: "c"),
                    .init(time: 2016, label: "2016", value: 57),
                ])
        ], unit: "reports", goal: .init(60, label: "goal 60"), alternative: "A line.")

    static let bars = SVGBarChart(
        heading: heading,
        bars: [
            .init("A long name of a group", 74, shown: "74 %", low: 66, high: 81), .init("small", nil, shown: "<5"),
        ],
        highest: 100, alternative: "Bars.")

    static let drawings: [SVGDrawing] = [280.0, 330, 760, 2000].flatMap {
        [survival.drawing(width: $0), series.drawing(width: $0), bars.drawing(width: $0)]
    }

    @Test func sameDataSameBytes() {
        #expect(Self.survival.drawing(width: 500).bytes() == Self.survival.drawing(width: 500).bytes())
        #expect(Self.series.drawing(width: 500).bytes() == Self.series.drawing(width: 500).bytes())
    }

    @Test func everyDrawingHasItsTextAlternative() {
        let text = String(decoding: Self.survival.drawing(width: 600).bytes(), as: UTF8.self)
        #expect(text.contains("role=\"img\""))
        #expect(text.contains("aria-label=\"A &quot;curve&quot; &amp; its &lt;words&gt;.\""))
        #expect(text.contains("<title>A &quot;curve&quot; &amp; its &lt;words&gt;.</title>"))
    }

    @Test func aBreakCutsTheLineAndIsRuled() {
        let text = String(decoding: Self.series.drawing(width: 760).bytes(), as: UTF8.self)
        // 2012–2013 is one piece; 2014 and 2016 stand alone, so there is exactly one path.
        #expect(text.components(of: "<path class=\"line1\"") == 1)
        #expect(text.components(of: "class=\"mark\"") == 1)
        #expect(text.contains(">break</text>"))
        #expect(text.contains(">c</text>"))
        #expect(text.contains(">goal 60</text>"))
    }

    @Test func barsStartAtZeroAndHaveTheirLength() {
        let text = String(decoding: Self.bars.drawing(width: 760).bytes(), as: UTF8.self)
        #expect(text.components(of: "class=\"fill1\"") == 1)
        #expect(text.contains("&lt;5</text>"))
    }

    @Test func textStaysInsideTheDrawing() throws {
        for drawing in Self.drawings {
            let text = String(decoding: drawing.bytes(), as: UTF8.self)
            for label in Self.labels(text) {
                let wide = ChartText.width(label.text, size: label.size, bold: label.bold)
                let left =
                    label.anchor == "end" ? label.x - wide : label.anchor == "middle" ? label.x - wide / 2 : label.x
                #expect(left >= -0.5, "\(label.text) in \(drawing.width)")
                #expect(left + wide <= drawing.width + 0.5, "\(label.text) in \(drawing.width)")
                #expect(label.y <= drawing.height)
            }
        }
    }

    @Test func labelsInOneLineDoNotCollide() {
        for drawing in Self.drawings {
            let labels = Self.labels(String(decoding: drawing.bytes(), as: UTF8.self))
            for (place, one) in labels.enumerated() {
                for other in labels[(place + 1)...] where one.y == other.y && one.size == other.size {
                    let (a, b) = (Self.span(one), Self.span(other))
                    #expect(
                        a.upper <= b.lower || b.upper <= a.lower, "\(one.text) and \(other.text) at \(drawing.width)")
                }
            }
        }
    }

    @Test func coloursReachTheContrastOfWCAG() {
        for (paper, texts, graphics) in [
            (SVGStyle.papers.light, SVGStyle.textColours.light, SVGStyle.graphicColours.light),
            (SVGStyle.papers.dark, SVGStyle.textColours.dark, SVGStyle.graphicColours.dark),
        ] {
            for colour in texts { #expect(Self.contrast(colour, paper) >= 4.5, "\(colour) on \(paper)") }
            for colour in graphics { #expect(Self.contrast(colour, paper) >= 3, "\(colour) on \(paper)") }
            let sheet = SVGStyle.sheet.description
            for colour in texts + graphics { #expect(sheet.contains("#" + colour)) }
        }
    }

    @Test(.enabled(if: ExternalTool.exists("xmllint"), "xmllint is not installed (apt-get install libxml2-utils)"))
    func drawingsAreWellFormed() throws {
        let folder = try TemporaryFolder()
        for (place, drawing) in Self.drawings.enumerated() {
            let file = folder.file("\(place).svg")
            try Files.write(drawing.bytes(), to: file)
            let result = try ExternalTool.run(
                try #require(ExternalTool.path("xmllint")), ["--noout", "--nonet", file])
            #expect(result.exitCode == 0, "\(result.errors)")
        }
    }

    @Test(arguments: [(1234567.0, "1,234,567"), (0.05, "0.1"), (-3.25, "−3.3"), (1000, "1,000"), (.nan, "–")])
    func numbersForPeople(value: Double, text: String) { #expect(ChartNumber.text(value) == text) }

    @Test(arguments: [
        (30.0, "30 seconds"), (60, "1 minute"), (86_400, "24 hours"), (172_800, "2 days"), (1e8, "3.2 years"),
    ])
    func durationsForPeople(seconds: Double, text: String) { #expect(ChartDuration.text(seconds) == text) }
}

extension SVGChartTests {
    struct Label { var text: String, x: Double, y: Double, size: Double, bold: Bool, anchor: String }

    static func span(_ label: Label) -> (lower: Double, upper: Double) {
        // Without the safety margin that widths carry.
        let wide = ChartText.width(label.text, size: label.size, bold: label.bold) / 1.04
        let left = label.anchor == "end" ? label.x - wide : label.anchor == "middle" ? label.x - wide / 2 : label.x
        return (left, left + wide)
    }

    static func labels(_ svg: String) -> [Label] {
        svg.split(separator: "\n").filter { $0.hasPrefix("<text") }.compactMap { line in
            func value(_ name: String) -> String? {
                line.split(separator: " \(name)=\"").dropFirst().first?.split(separator: "\"").first.map(String.init)
            }
            guard let x = value("x").flatMap(Double.init), let y = value("y").flatMap(Double.init),
                let size = value("font-size").flatMap(Double.init),
                let text = line.split(separator: ">", maxSplits: 1).last?.split(separator: "</text>").first
            else { return nil }
            let plain = text.replacing("&lt;", with: "<").replacing("&amp;", with: "&")
            return Label(
                text: String(plain), x: x, y: y, size: size, bold: value("font-weight") == "bold",
                anchor: value("text-anchor") ?? "start")
        }
    }

    static func contrast(_ one: String, _ other: String) -> Double {
        func luminance(_ colour: String) -> Double {
            let value = Int(colour, radix: 16) ?? 0
            let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part -> Double in
                let share = Double(part) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}

extension String {
    fileprivate func components(of text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}
