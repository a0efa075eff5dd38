/// A completion script for bash; it needs no other package.
struct BashCompletion {
    private let table: CompletionTable

    init(_ table: CompletionTable) { self.table = table }

    var script: String {
        let tool = table.tool
        let name = tool.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
        var children = ""
        var options = ""
        var values = ""
        for place in table.places {
            if !place.children.isEmpty {
                children += entry(place.path, place.children.map(\.name).joined(separator: " "))
            }
            options += entry(place.path, place.options.flatMap(\.words).joined(separator: " "))
            if place.children.isEmpty { values += entry(place.path, place.arguments.text) }
            for option in place.options {
                guard let kind = option.values else { continue }
                for word in option.words { values += entry("\(place.path) \(word)", kind.text) }
            }
        }
        return """
            # bash completion for \(tool), made by: \(tool) completions bash
            # Load it with: source <(\(tool) completions bash)

            declare -gA _\(name)_children=(
            \(children))
            declare -gA _\(name)_options=(
            \(options))
            declare -gA _\(name)_values=(
            \(values))

            _\(name)() {
                local cur=${COMP_WORDS[COMP_CWORD]} here=\(tool) expect="" word i kind
                for ((i = 1; i < COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    [[ $word == "=" ]] && continue
                    if [[ -n $expect ]]; then expect=""; continue; fi
                    if [[ $word == -* ]]; then
                        [[ -n ${_\(name)_values["$here $word"]-} ]] && expect="$here $word"
                    elif [[ " ${_\(name)_children["$here"]-} " == *" $word "* ]]; then
                        here="$here $word"
                    fi
                done
                [[ $cur == "=" ]] && cur=""
                if [[ -n $expect ]]; then
                    kind=${_\(name)_values["$expect"]-}
                elif [[ $cur == -* ]]; then
                    kind=${_\(name)_options["$here"]-}
                elif [[ -n ${_\(name)_children["$here"]-} ]]; then
                    kind=${_\(name)_children["$here"]-}
                else
                    kind=${_\(name)_values["$here"]-}
                fi
                case $kind in
                    @files) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ; compopt -o filenames 2>/dev/null ;;
                    @folders) mapfile -t COMPREPLY < <(compgen -d -- "$cur") ; compopt -o filenames 2>/dev/null ;;
                    @unknown) COMPREPLY=() ;;
                    *) mapfile -t COMPREPLY < <(compgen -W "$kind" -- "$cur") ;;
                esac
            }
            complete -F _\(name) \(tool)

            """
    }

    private func entry(_ key: String, _ value: String) -> String { "    ['\(key)']='\(value)'\n" }
}
