### What’s next

next-today =
    <b>Today: { $drill }</b>
    { $dose }
next-remind = I’ll remind you at { $time }.
next-done = <b>Today is done.</b> ✓
next-skipped = <b>Today is skipped,</b> and that’s fine.
next-rest = <b>Nothing planned today.</b>
next-when = Next: <b>{ $when }</b>, { $drill }, { $dose }.
next-at = { $day } at { $time }

journey-line = <b>Stage { $stage } of { $total }</b> · week { $week } · dose level { $level } of { $levels }
journey-line-maintenance =
    { $sessions ->
        [one] <b>Maintenance</b> · 1 session a week
       *[other] <b>Maintenance</b> · { $sessions } sessions a week
    }
place-kept = Your place is kept: stage { $stage }, week { $week }, dose level { $level }.
place-kept-maintenance = Your place is kept: maintenance.
missing-some = For { $place } ({ $met } of { $total } there):
missing-extended = Past day { $day }, so exactly what is missing for { $place } ({ $met } of { $total } there):
missing-none = Everything for { $place } is there.

### The journey map

map-title = <b>Your way through the { $total } stages</b>
map-passed = ✓ <b>{ $number }</b> { $drill } · { $from } – { $to }
map-here = ▶️ <b>{ $number } { $drill }</b> · since { $from }, day { $day }
map-new = ▶️ <b>{ $number } { $drill }</b> · begins with your next session
map-begun = ○ <b>{ $number }</b> { $drill } · begun { $from }
map-ahead = ○ <b>{ $number }</b> { $drill }
map-substitute = { $line } (without the kit)
map-maintenance-here = ▶️ <b>Maintenance</b> · since { $from }
map-maintenance = ○ Maintenance
map-choice = The careful options are always yours:
map-repeat = Repeat the week
map-back = One step back
map-easier = Easier variant

### Why

why-nothing = <b>Nothing has been decided yet.</b> After your first session there will be something to explain.
why-day = Decided { $when }:
why-change = <b>What would change it:</b> { $text }
why-opens =
    <b>What opens { $place }:</b>
    { $criteria }
why-earlier = <b>Before that</b>
why-earlier-line = { $day }: { $headline }
why-convention = The numbers are conventions on the careful side, the same for everyone. No study has dosed exactly these drills.

change-locked = a clinician’s “you can go on”, told to me. Time alone doesn’t unlock it.
change-screening = your answers to the health questions.
change-off = your back at { $calm } or less once the { $hours } hours are over.
change-paused = “I’m back”, whenever you like.
change-third = { $sessions } sessions with pain 0–{ $calm } and no morning above your usual { $baseline } bring the full dose back.
change-easier = { $sessions } sessions with pain 0–{ $calm } and no morning above your usual { $baseline } bring the full drill back.
change-chosen = { $sessions } calm sessions (pain 0–{ $calm }) bring the full drill back.
change-long = the { $easier } days run out, then the full drill is back.
change-returning = one session as prescribed, and it goes on from there.
change-offer = your yes to { $place }. Staying is fine too.
change-maintenance = new pain, or your own choice of an earlier stage.
change-dose = The dose rises at the end of a stage week: { $required } sessions, the last full one within { $near } of the dose on both sides, pain 0–{ $calm }.

### Progress

progress-title = <b>Stage week { $number }: { $done } of { $required } sessions</b>
progress-title-kept = <b>Stage week { $number }: { $done } of { $required } sessions, safe</b> ✓
progress-spare =
    { $left ->
        [one] 1 more makes the week safe.
       *[other] { $left } more make the week safe.
    }{ $spare ->
        [0] {""}
        [one] {" "}1 of the { $planned } planned days is spare.
       *[other] {" "}{ $spare } of the { $planned } planned days are spare.
    }
progress-excused =
    { $excused ->
        [one] 1 day doesn’t count against you (pain, illness or pause).
       *[other] { $excused } days don’t count against you (pain, illness or pause).
    }
progress-total =
    { $total ->
        [one] In all: <b>1 session</b>
       *[other] In all: <b>{ $total } sessions</b>
    }{ $weeks ->
        [0] {""}
        [one] , 1 full week
       *[other] , { $weeks } full weeks
    }
progress-work =
    Your last session ({ $day }) was { $done } of { $planned } planned per side{ $gate ->
        [days] ; the gate of { $dose } was met { $met } of { $needed } times and can’t open before { $opens }.
        [open] ; the gate of { $dose } was met { $met } of { $needed } times.
       *[none] .
    }
progress-even = <b>{ $done }</b>
progress-uneven = <b>left { $left }, right { $right }</b>
progress-felt =
    { $peak ->
        [none] No pain number was told in the last two weeks
       *[other] In the last two weeks the drill hurt at most <b>{ $peak }</b>
    }{ $morning ->
        [none] {""}
       *[other] , the mornings at most <b>{ $morning }</b>
    }{ $lifts ->
        [none] .
       *[other] ; squats and deadlifts last <b>{ $lifts }</b>.
    }
progress-sessions = <b>Last sessions</b>
progress-session = { $day }: { $sets }{ $pain }
progress-pain = {" "}· pain { $value }
progress-none = No session yet. The first one is the hardest to start, and it’s short.
