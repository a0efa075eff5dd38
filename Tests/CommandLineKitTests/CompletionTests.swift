import CommandLineKit
import TestKit
import Testing

/// The scripts are run by the shells themselves.
struct CompletionTests {
    /// Words before the cursor, the last of them unfinished, and what must be offered.
    static let cases: [(words: [String], offers: [String])] = [
        (["sample", ""], ["module", "shell"]), (["sample", "mo"], ["module"]),
        (["sample", "module", ""], ["group", "reading"]), (["sample", "--workspace", "w", "module", "g"], ["group"]),
        (["sample", "-q", "sh"], ["shell"]), (["sample", "shell", ""], ["bash", "fish", "zsh"]),
        (["sample", "shell", "z"], ["zsh"]), (["sample", "module", "group", "everything", "--sh"], ["--shape"]),
        (["sample", "module", "group", "everything", "--shape", ""], ["round", "square"]),
        (["sample", "module", "group", "everything", "--no-"], ["--no-forgiving"]),
        (["sample", "module", "reading", "--wo"], ["--workspace"]),
    ]

    @Test(.enabled(if: ExternalTool.exists("bash"), "bash is not installed"), arguments: cases)
    func bashOffers(words: [String], offers: [String]) throws {
        let bash = try #require(ExternalTool.path("bash"))
        let folder = try TemporaryFolder()
        let script = try folder.write("sample.bash", CompletionShell.bash.script(for: SampleTree.root))
        #expect(try ExternalTool.run(bash, ["-n", script]).exitCode == 0)
        let run = """
            source \(script)
            COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
            _sample
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try ExternalTool.run(bash, ["-u", "-c", run, "bash"] + words)
        #expect(result.errors.isEmpty)
        #expect(Set(result.output.split(separator: "\n").map(String.init)) == Set(offers))
    }

    /// Bash splits `--shape=r` at the equals sign.
    @Test(.enabled(if: ExternalTool.exists("bash"), "bash is not installed"))
    func bashOffersAfterAnEqualsSign() throws {
        try bashOffers(words: ["sample", "module", "group", "everything", "--shape", "=", "r"], offers: ["round"])
        try bashOffers(
            words: ["sample", "module", "group", "everything", "--shape", "="], offers: ["round", "square"])
    }

    @Test(.enabled(if: ExternalTool.exists("bash"), "bash is not installed"))
    func bashOffersFiles() throws {
        let bash = try #require(ExternalTool.path("bash"))
        let folder = try TemporaryFolder()
        _ = try folder.write("picture one.jpg", "")
        let script = try folder.write("sample.bash", CompletionShell.bash.script(for: SampleTree.root))
        let run = """
            source \(script)
            COMP_WORDS=(sample module reading pict); COMP_CWORD=3
            _sample
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try ExternalTool.run(bash, ["-c", run], folder: folder.path)
        #expect(result.output == "picture one.jpg\n")
    }

    @Test(.enabled(if: ExternalTool.exists("fish"), "fish is not installed: apt-get install fish"), arguments: cases)
    func fishOffers(words: [String], offers: [String]) throws {
        let fish = try #require(ExternalTool.path("fish"))
        let folder = try TemporaryFolder()
        let script = try folder.write("sample.fish", CompletionShell.fish.script(for: SampleTree.root))
        let line = words.joined(separator: " ")
        let result = try ExternalTool.run(
            fish, ["--no-config", "-c", "source \(script); complete -C '\(line)'"], folder: folder.path)
        #expect(result.errors.isEmpty)
        let offered = result.output.split(separator: "\n").compactMap {
            $0.split(separator: "\t").first.map(String.init)
        }
        #expect(Set(offered) == Set(offers))
    }

    @Test(.enabled(if: ExternalTool.exists("zsh"), "zsh is not installed: apt-get install zsh"))
    func zshReadsItsScript() throws {
        let zsh = try #require(ExternalTool.path("zsh"))
        let folder = try TemporaryFolder()
        let script = try folder.write("_sample", CompletionShell.zsh.script(for: SampleTree.root))
        #expect(try ExternalTool.run(zsh, ["-n", script]).errors.isEmpty)
        // The completion system's own functions are replaced by ones that print what they are given.
        for (words, offers) in Self.cases {
            let run = """
                compdef() { :; }; compset() { return 1; }; _files() { print @files; }; _message() { :; }
                _describe() { eval "print -l -- \\"\\${(@)${@[-1]}}\\""; }
                source \(script)
                words=("$@"); CURRENT=$#
                _sample
                """
            let result = try ExternalTool.run(zsh, ["-f", "-c", run, "zsh"] + words)
            let last = words.last ?? ""
            let offered = result.output.split(separator: "\n").map { $0.split(separator: ":")[0] }
                .filter { $0.hasPrefix(last) }.map(String.init)
            #expect(result.errors.isEmpty && Set(offered) == Set(offers), "\(words): \(result.output)\(result.errors)")
        }
    }
}
