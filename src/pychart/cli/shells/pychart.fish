# fish completion for pychart
#
# Asks `pychart __complete WORD...` what may follow. The answer is one candidate
# a line, each with a tab and a description, and a last line `:N` whose bits say
# what to do besides: 4 no files, 8 files of these endings, 16 folders.

function __pychart_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l current (commandline --current-token --cut-at-cursor)
    set -l answer ($words[1] @COMPLETE@ $words[2..-1] "$current" 2>/dev/null)
    or return
    set -l directive (string sub --start 2 -- $answer[-1])
    set -l prefix (string match --regex '^-[^=]*=' -- "$current")
    set -l typed (string replace --regex '^-[^=]*=' '' -- "$current")
    set -l candidates
    if test (count $answer) -gt 1
        set candidates $answer[1..-2]
    end
    if test (math "bitand($directive, 8)") -ne 0
        for path in (__fish_complete_path $typed)
            set -l name (string split --max 1 --fields 1 \t -- $path)
            string match --quiet '*/' -- $name; and echo "$prefix$path"; and continue
            for ending in $candidates
                string match --quiet -- "*.$ending" $name; and echo "$prefix$path"
            end
        end
        return
    end
    if test (math "bitand($directive, 16)") -ne 0
        for path in (__fish_complete_directories $typed)
            echo "$prefix$path"
        end
        return
    end
    for candidate in $candidates
        echo "$prefix$candidate"
    end
    if test (math "bitand($directive, 4)") -eq 0
        for path in (__fish_complete_path $typed)
            echo "$prefix$path"
        end
    end
end

complete --command pychart --erase
complete --command pychart --no-files --arguments '(__pychart_complete)'
