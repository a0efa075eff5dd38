import CommandLineKit
import Testing

/// A command with one of everything.
struct Everything: CommandDeclaration {
    enum Shape: String, CaseIterable, ArgumentValue, Sendable { case round, square }
    static let name = "everything"
    static let summary = "Have one of everything."

    @Option("The greatest distance.", short: "d") var maxDistance = 31
    @Option("A list; may be repeated.", short: "l") var list: [String]
    @Option("The shape.") var shape = Shape.round
    @Option("A remark.", placeholder: "TEXT") var note: String?
    @Flag("Walk folders.", short: "r") var recursive
    @Flag("Say more.", short: "v") var verbose
    @Flag("Keep going.") var forgiving = true
    @Argument("The first.") var first: String
    @Argument("The rest.", placeholder: "FILE", allowEmpty: true) var files: [String]

    mutating func validate() throws { if maxDistance > 256 { throw UsageError("--max-distance is at most 256") } }
}

/// Options that stand anywhere.
struct Globals: ArgumentGroup {
    @Option("The workspace.") var workspace: String?
    @Flag("Say less.", short: "q") var quiet
}

struct ParserTests {
    @Test func defaultsStand() throws {
        let command = try Everything.parse(["a"])
        #expect(command.first == "a" && command.files == [] && command.maxDistance == 31 && command.list == [])
        #expect(command.shape == .round && command.note == nil && !command.recursive && command.forgiving)
    }

    @Test(arguments: [
        ["--max-distance", "4", "a"], ["--max-distance=4", "a"], ["-d", "4", "a"], ["-d4", "a"], ["-d=4", "a"],
        ["a", "-rd", "4"], ["a", "-rvd4"],
    ])
    func anOptionIsGivenInManyWays(words: [String]) throws {
        #expect(try Everything.parse(words).maxDistance == 4)
    }

    @Test func clustersAndInversions() throws {
        let command = try Everything.parse(["-rv", "--no-forgiving", "a"])
        #expect(command.recursive && command.verbose && !command.forgiving)
        #expect(try Everything.parse(["--no-forgiving", "--forgiving", "a"]).forgiving)
    }

    @Test func repeatedOptionsGatherAndCommasStay() throws {
        #expect(try Everything.parse(["-l", "a,b", "--list=c", "x"]).list == ["a,b", "c"])
    }

    @Test func doubleDashEndsOptions() throws {
        #expect(try Everything.parse(["--", "--note", "-r", "--"]).files == ["-r", "--"])
        #expect(try Everything.parse(["--", "--note"]).first == "--note")
    }

    @Test func aLoneDashAndNegativeNumbersAreWords() throws {
        #expect(try Everything.parse(["-", "-5"]).files == ["-5"])
        #expect(try Everything.parse(["-d", "-5", "-"]).maxDistance == -5)
        #expect(try Everything.parse(["--note", "-", "a"]).note == "-")
        #expect(try Everything.parse(["--note=--help", "a"]).note == "--help")
        #expect(try Everything.parse(["--note=", "a"]).note == "")
    }

    @Test(arguments: [
        ([], "missing FIRST"),
        (["--max-distanse", "4"], "unknown option --max-distanse; did you mean --max-distance?"),
        (["--zzz"], "unknown option --zzz"),
        (["-rx"], "unknown option -x in -rx"), (["-x"], "unknown option -x"),
        (["-recursive"], "unknown option -recursive; did you mean --recursive?"),
        (["--max-distance"], "--max-distance needs a value: --max-distance N"),
        (["--note", "-r", "a"], "--note needs a value before -r (write --note=-r if that is the value)"),
        (["--max-distance", "many", "a"], "--max-distance: \"many\" is not a whole number"),
        (["--shape", "sqare", "a"], "--shape: \"sqare\" is not one of round, square; did you mean square?"),
        (["--recursive=yes", "a"], "--recursive takes no value"), (["-r=1"], "-r takes no value"),
        (["--no-recursive", "a"], "unknown option --no-recursive; did you mean --recursive?"),
        (["--note", "a", "--note", "b", "c"], "--note is given twice"),
        (["-d", "300", "a"], "--max-distance is at most 256"),
    ])
    func mistakes(words: [String], says: String) {
        #expect(throws: UsageError(says)) { try Everything.parse(words) }
    }

    @Test func sharedOptionsStandAnywhereAndAreNoPartOfTheRequest() throws {
        let globals = Globals()
        let parsed = try Everything.parse(["a", "-q", "-d", "4", "--workspace", "w", "b"], sharing: globals)
        #expect(globals.quiet && globals.workspace == "w")
        #expect(parsed.words.map(\.text) == ["a", "--max-distance=4", "b"])
        #expect(parsed.words.map(\.name) == ["first", "max-distance", "files"])
    }

    @Test func leadingOptionsAreTakenUpToTheFirstWord() throws {
        let globals = Globals()
        #expect(try globals.takeLeading(["--workspace", "w", "-q", "run", "-q"]) == ["run", "-q"])
        #expect(globals.workspace == "w" && globals.quiet)
        #expect(throws: UsageError("unknown option --quite; did you mean --quiet?")) {
            try Globals().takeLeading(["--quite"])
        }
    }

    @Test func parsesShareNothing() throws {
        let one = try Everything.parse(["-d", "1", "a"])
        let two = try Everything.parse(["-d", "2", "b"])
        #expect(one.maxDistance == 1 && two.maxDistance == 2)
    }

    @Test func anyWordsParseOrThrowAUsageError() {
        var state: UInt64 = 7
        let pieces = [
            "-", "--", "--note", "=", "a", "-d", "3", "--no-", "no-forgiving", "é", "\u{0}", "-rv", "--shape", "",
        ]
        for _ in 0..<3000 {
            var words: [String] = []
            for _ in 0..<5 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                words.append(pieces[Int(state >> 33) % pieces.count] + pieces[Int(state >> 45) % pieces.count])
            }
            do { _ = try Everything.parse(words) } catch { #expect(error is UsageError) }
        }
    }
}
