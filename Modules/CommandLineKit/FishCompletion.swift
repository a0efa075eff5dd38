/// A completion script for fish, with descriptions.
struct FishCompletion {
    private let table: CompletionTable

    init(_ table: CompletionTable) { self.table = table }

    var script: String {
        let tool = table.tool
        var lines = ""
        for place in table.places {
            let at = "complete -c \(tool) -n '__\(tool)_at \"\(place.path)\"'"
            for child in place.children { lines += "\(at) -f -a \(child.name) -d \(quoted(child.summary))\n" }
            for option in place.options {
                let short = option.short.map { " -s \($0)" } ?? ""
                lines += "\(at) -l \(option.long)\(short)\(values(option.values)) -d \(quoted(option.help))\n"
                if option.isInvertible { lines += "\(at) -l no-\(option.long) -d \(quoted(option.help))\n" }
            }
            guard place.children.isEmpty else { continue }
            switch place.arguments {
            case .files: lines += "\(at) -F\n"
            case .folders: lines += "\(at) -f -a '(__fish_complete_directories)'\n"
            case .choices(let choices): lines += "\(at) -f -a \(quoted(choices.joined(separator: " ")))\n"
            case .unknown: break
            }
        }
        let paths = table.places.map { quoted($0.path) }.joined(separator: " ")
        let valued = table.places.flatMap { place in
            place.options.filter { $0.values != nil }.flatMap { option in
                option.words.map { quoted("\(place.path) \($0)") }
            }
        }
        return """
            # fish completion for \(tool), made by: \(tool) completions fish
            # Write it to ~/.config/fish/completions/\(tool).fish

            set -g __\(tool)_paths \(paths)
            set -g __\(tool)_valued \(valued.joined(separator: " "))

            function __\(tool)_at
                set -l here \(tool)
                set -l expect 0
                set -l tokens (commandline -opc)
                set -e tokens[1]
                for word in $tokens
                    if test $expect = 1
                        set expect 0
                        continue
                    end
                    switch "$word"
                        case '--*=*'
                        case '-*'
                            contains -- "$here $word" $__\(tool)_valued; and set expect 1
                        case '*'
                            contains -- "$here $word" $__\(tool)_paths; and set here "$here $word"
                    end
                end
                test "$here" = "$argv[1]"
            end

            complete -c \(tool) -f
            \(lines)
            """
    }

    private func values(_ values: CompletionTable.Values?) -> String {
        switch values {
        case nil: ""
        case .files?: " -r -F"
        case .folders?: " -x -a '(__fish_complete_directories)'"
        case .unknown?: " -x"
        case .choices(let choices)?: " -x -a \(quoted(choices.joined(separator: " ")))"
        }
    }

    private func quoted(_ text: String) -> String {
        var result = ""
        for character in text where character != "\n" {
            if character == "'" || character == "\\" { result += "\\" }
            result.append(character)
        }
        return "'\(result)'"
    }
}
