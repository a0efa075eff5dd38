/// The classes that drawings use, in light and dark, and the colours behind them.
///
/// Series colours are Okabe and Ito's (Color Universal Design, 2008), only those with a contrast of at least 3:1 to the paper; text has at least
/// 4.5:1. Series differ in dash and marker too, so that no reader depends on colour.
public enum SVGStyle {
    /// The style sheet, for files of their own and for the page around inline drawings.
    public static let sheet: StaticString = """
        .chart{font-family:Arial,"Liberation Sans",Helvetica,sans-serif}
        .paper{fill:#ffffff}
        .ink{fill:#1a2530}.soft{fill:#52606d}
        .grid{stroke:#dde3e9;stroke-width:1;fill:none}.axis{stroke:#7b8794;stroke-width:1;fill:none}
        .mark{stroke:#52606d;stroke-width:1;stroke-dasharray:3 3;fill:none}
        .goal{stroke:#1a2530;stroke-width:1.25;stroke-dasharray:7 4;fill:none}
        .halo{fill:#ffffff;stroke:none}
        .line1,.line2,.line3,.line4{fill:none;stroke-width:2;stroke-linejoin:round}
        .line1{stroke:#0072b2}.line2{stroke:#d55e00;stroke-dasharray:8 3}
        .line3{stroke:#009e73;stroke-dasharray:3 3}.line4{stroke:#a8508a;stroke-dasharray:10 3 2 3}
        .fill1{fill:#0072b2}.fill2{fill:#d55e00}.fill3{fill:#009e73}.fill4{fill:#a8508a}
        .band1,.band2,.band3,.band4{fill-opacity:.16;stroke:none}
        .band1{fill:#0072b2}.band2{fill:#d55e00}.band3{fill:#009e73}.band4{fill:#a8508a}
        .name1{fill:#0068a3}.name2{fill:#b04e00}.name3{fill:#007a59}.name4{fill:#8f3f75}
        .whisker{stroke:#1a2530;stroke-width:1.25;fill:none}
        @media screen and (prefers-color-scheme:dark){
        .paper,.halo{fill:#12181f}
        .ink{fill:#e6ebf0}.soft{fill:#a3b1bf}
        .grid{stroke:#2a3440}.axis{stroke:#73818f}
        .mark{stroke:#a3b1bf}.goal,.whisker{stroke:#e6ebf0}
        .line1{stroke:#56b4e9}.line2{stroke:#e69f00}.line3{stroke:#2fc39a}.line4{stroke:#cc79a7}
        .fill1,.band1,.name1{fill:#56b4e9}.fill2,.band2,.name2{fill:#e69f00}
        .fill3,.band3,.name3{fill:#2fc39a}.fill4,.band4,.name4{fill:#cc79a7}
        }
        """

    /// How many series a chart can hold with styles of their own.
    public static let seriesCount = 4

    /// What text and graphics stand on.
    public static let papers: (light: String, dark: String) = ("ffffff", "12181f")
    /// Colours of text in light and in dark; 4.5:1 at least.
    public static let textColours: (light: [String], dark: [String]) = (
        ["1a2530", "52606d", "0068a3", "b04e00", "007a59", "8f3f75"],
        ["e6ebf0", "a3b1bf", "56b4e9", "e69f00", "2fc39a", "cc79a7"]
    )
    /// Colours of lines and areas in light and in dark; 3:1 at least.
    public static let graphicColours: (light: [String], dark: [String]) = (
        ["7b8794", "52606d", "0072b2", "d55e00", "009e73", "a8508a"],
        ["73818f", "a3b1bf", "56b4e9", "e69f00", "2fc39a", "cc79a7"]
    )
}
