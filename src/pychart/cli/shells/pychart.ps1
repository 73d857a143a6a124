# PowerShell completion for pychart
#
# Asks `pychart __complete WORD...` what may follow. The answer is one candidate
# a line, each with a tab and a description, and a last line `:N` whose bits say
# what to do besides: 2 no space, 4 no files.

Register-ArgumentCompleter -Native -CommandName 'pychart' -ScriptBlock {
    param($WordToComplete, $CommandAst, $CursorPosition)

    $Words = @($CommandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -le $CursorPosition } |
        ForEach-Object { $_.Extent.Text })
    $Program = $Words[0]
    $Arguments = @($Words | Select-Object -Skip 1)
    if ($WordToComplete -eq '') {
        # An empty argument would get lost on the way to the program before PowerShell 7.3.
        $Legacy = $PSVersionTable.PSVersion -lt [version]'7.3.0' -or $PSNativeCommandArgumentPassing -eq 'Legacy'
        $Arguments += $(if ($Legacy) { '""' } else { '' })
    }

    $Answer = @(& $Program @COMPLETE@ @Arguments 2>$null)
    if ($Answer.Count -eq 0) { return }
    $Directive = [int]($Answer[-1].TrimStart(':'))
    $Prefix = if ($WordToComplete -match '^-[^=]*=') { $Matches[0] } else { '' }
    $Typed = $WordToComplete.Substring($Prefix.Length)
    $Space = if ($Directive -band 2) { '' } else { ' ' }

    if (-not ($Directive -band 24)) {
        $Answer | Select-Object -SkipLast 1 | ForEach-Object {
            $Name, $Description = $_ -split "`t", 2
            if ($Name -and $Name.StartsWith($Typed)) {
                $Tip = if ($Description) { $Description } else { $Name }
                [System.Management.Automation.CompletionResult]::new(
                    "$Prefix$Name$Space", $Name, 'ParameterValue', $Tip)
            }
        }
    }
    if (-not ($Directive -band 4)) {
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($Typed)
    }
}
