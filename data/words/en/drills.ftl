### Amounts, sets and drills. The drills' own words are in the programme file.

amount-reps =
    { $n ->
        [one] { $n } rep
       *[other] { $n } reps
    }
amount-seconds = { $n } s
dose = <b>{ $sets } × { $amount }</b> per side
dose-plain = { $sets } × { $amount } per side
dose-rest = { $dose } · rest { $rest } s
sets-both = { $sets } per side
sets-left = left { $sets }
sets-right = right { $sets }
sets-equal-reps = { $sets }×{ $amount }
sets-equal-seconds = { $sets }×{ $amount } s
sets-row-reps = { $row }
sets-row-seconds = { $row } s
drill-full = { $name }
drill-easier = { $name }, easier variant
drill-substitute = { $name }, without the kit

### Show me

how-title = <b>{ $name }</b>
how-setup = <b>Set-up.</b> { $text }
how-move = <b>Move.</b> { $text }
how-easier = <b>Made easier.</b> { $text }
how-substitute = <b>Without the kit.</b> { $text }
how-cues = <b>Think of</b>
how-cue = • { $text }
how-faults = <b>If it goes wrong</b>
how-fault = { $fault } → { $fix }
how-side = <b>Left or right?</b> { $text }
how-safety = ⚠️ { $text }
how-button-easier = Show the easier variant
how-button-full = Show the full drill
