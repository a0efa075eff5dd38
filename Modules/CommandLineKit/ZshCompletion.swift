/// A completion script for zsh, with descriptions.
struct ZshCompletion {
    private let table: CompletionTable

    init(_ table: CompletionTable) { self.table = table }

    var script: String {
        let tool = table.tool
        var children = ""
        var options = ""
        var values = ""
        for place in table.places {
            if !place.children.isEmpty {
                children += entry(place.path, place.children.map { described($0.name, $0.summary) })
            }
            options += entry(
                place.path, place.options.flatMap { option in option.words.map { described($0, option.help) } })
            if place.children.isEmpty { values += entry(place.path, [place.arguments.text]) }
            for option in place.options {
                guard let kind = option.values else { continue }
                for word in option.words { values += entry("\(place.path) \(word)", [kind.text]) }
            }
        }
        return """
            #compdef \(tool)
            # zsh completion for \(tool), made by: \(tool) completions zsh
            # Write it to a file named _\(tool) in a folder of $fpath.

            typeset -gA _\(tool)_children=(
            \(children))
            typeset -gA _\(tool)_options=(
            \(options))
            typeset -gA _\(tool)_values=(
            \(values))

            _\(tool)() {
                local here=\(tool) expect="" word kind i
                local -a list
                for ((i = 2; i < CURRENT; i++)); do
                    word=${words[i]}
                    if [[ -n $expect ]]; then expect=""; continue; fi
                    if [[ $word == -* ]]; then
                        [[ -n ${_\(tool)_values[$here $word]} ]] && expect="$here $word"
                    elif [[ -n ${_\(tool)_options[$here $word]} ]]; then
                        here="$here $word"
                    fi
                done
                if [[ -z $expect && ${words[CURRENT]} == --*=* ]]; then
                    expect="$here ${words[CURRENT]%%=*}"
                    compset -P '*='
                fi
                if [[ -n $expect ]]; then
                    kind=${_\(tool)_values[$expect]}
                elif [[ ${words[CURRENT]} == -* ]]; then
                    list=("${(f)_\(tool)_options[$here]}")
                    _describe -o option list
                    return
                elif [[ -n ${_\(tool)_children[$here]} ]]; then
                    list=("${(f)_\(tool)_children[$here]}")
                    _describe command list
                    return
                else
                    kind=${_\(tool)_values[$here]}
                fi
                case $kind in
                    @files) _files ;;
                    @folders) _files -/ ;;
                    @unknown) _message value ;;
                    *) list=(${(s: :)kind}); _describe value list ;;
                esac
            }

            if [[ $funcstack[1] == _\(tool) ]]; then
                _\(tool) "$@"
            else
                compdef _\(tool) \(tool)
            fi

            """
    }

    private func described(_ word: String, _ help: String) -> String {
        let clean = help.filter { $0 != "\n" }
        return word + ":" + clean
    }

    private func entry(_ key: String, _ lines: [String]) -> String {
        let text = lines.joined(separator: "\n").split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''")
        return "    '\(key)' '\(text)'\n"
    }
}
