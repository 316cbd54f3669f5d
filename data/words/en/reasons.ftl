### Days inside a sentence

when-on = on { $day }
when-lately = before
which-side-left = left
which-side-right = right

### Reasons: one sentence for every Why of the core. $have, $need, $days are numbers; $when is "yesterday" or
### "on Thu 3 Dec", $day the same without "on".

why-peak =
    { $have ->
        [0] No pain in the drill { $when }.
       *[other]
            The worst pain in the drill { $when } was <b>{ $have }</b>{ $where ->
                [low_back] {" "}in the low back
                [hip_front] {" "}at the front of the hip
                [elsewhere] {" "}somewhere other than back and hip
               *[none] {""}
            }{ $over ->
                [yes] , above the limit of { $need }.
               *[no] , within the limit of { $need }.
            }
    }
why-morning = Your back the morning after ({ $day }): <b>{ $have }</b>; your usual is { $need }.
why-morning_unknown =
    { $today ->
        [yes] Tomorrow morning I’ll ask how your back took it.
       *[no] You haven’t told me how your back was the morning after the session { $when }.
    }
why-lifted = You had lifted heavy the day before. It still counts, to be careful.
why-twice_running = Pain in the drill and a worse morning came <b>{ $have }</b> times running; { $need } is where I step back.
why-stops_in_window = Pain stopped a session <b>{ $have }</b> times within { $days } days; { $need } is where a clinician should look.
why-mean_up = Your average pain in the drill rose from { $need } to <b>{ $have }</b> within { $days } weeks.
why-caution_long = The drill has hurt more than it should for <b>{ $have }</b> days, since { $day }; { $need } days is the limit.
why-still_sore = { $days } days after the stop ({ $day }) your back is still at <b>{ $have }</b>; { $need } or less was needed.
why-back_calm = Your back is at <b>{ $have }</b>, and { $need } or less is calm.
why-clean_sessions = Calm sessions: <b>{ $have } of { $need }</b>.
why-sign = You told me { $when }: { $sign }.
why-screening_yes = In the health questions you ticked “{ $item }”.
why-baseline_high = Your usual back pain is <b>{ $have }</b>; from { $need } on, a clinician should look first.
why-clearance = You told me { $when } that a clinician agreed.
why-gap =
    { $have ->
        [one] <b>1</b> planned day went by without a session
       *[other] <b>{ $have }</b> planned days went by without a session
    }{ $dated ->
        [yes] , the last was { $when }.
       *[no] .
    }
why-away = You were away for <b>{ $have }</b> days, since { $day }. After more than { $need } I ask the health questions again.
why-screening_old = You answered the health questions <b>{ $have }</b> days ago; I ask them again after { $need }.
why-side_gap = Your { $side } side is <b>{ $have }</b> behind; up to { $need } counts as even.
why-sessions_week = Sessions in that stage week: <b>{ $have } of { $need }</b>.
why-near_dose = Weakest set of your last full session: <b>{ $have }</b>; { $need } is enough to go up.
why-eased = You are on a lighter form of the drill, and meanwhile the dose doesn’t rise.
why-held = A sore day that week ({ $day }) holds the dose.
why-pain_unknown = I don’t know the pain of your last session ({ $day }), so I can’t count it as calm.
why-no_full_session = No session that week had every prescribed set of the full drill.
why-top_level = This is already the highest dose of the stage.
why-level =
    { $bound ->
        [yes] Dose level: { $need } → <b>{ $have }</b>.
       *[no] Dose level: <b>{ $have }</b>.
    }
why-stage_day =
    { $bound ->
        [yes] Stage day: <b>{ $have }</b>; { $need } is needed.
       *[no] The stage counts on from day <b>{ $have }</b>.
    }
why-consent = You answered { $when }.
why-evidence_changed = What that step { $when } rested on was corrected.
why-choice = You asked for it { $when }.
why-no_answer = <b>{ $have }</b> days went by without a choice; after { $need } I take the careful one.
why-kit = You have it now: { $kit }.
why-fewer_days = Weeks running with too few sessions: <b>{ $have }</b>.
why-trend = { $have } in all; last time ({ $day }) it was { $need }.
why-gate_distance = Weakest prescribed set: <b>{ $have }</b> of the gate’s { $need }.

### Facts of a receipt

fact-side_gap = Your { $side } side is { $have } behind.
fact-trend =
    { $change ->
        [more] { $have } in all, <b>{ $by } more</b> than last time ({ $day }).
        [fewer] { $have } in all, { $by } less than last time ({ $day }).
       *[same] { $have } in all, the same as last time ({ $day }).
    }
fact-gate_distance =
    { $change ->
        [there] Every set reached the gate: <b>{ $need }</b> per side.
        [short] { $by } more in your weakest set and it reaches the gate ({ $need } per side).
       *[few]
            { $sets ->
                [one] 1 set, and the gate asks for more of them. It counts for your week all the same.
               *[other] { $sets } sets; the gate asks for more of them. They come with the level.
            }
    }

### What was decided

verdict-hold = The dose stays as it is.
verdict-reduce_third = A third less for now.
verdict-reduce = One set less and the easier variant for now.
verdict-easier = The easier variant for now.
verdict-pain_stage_back = One step back to { $drill }, at a light dose.
verdict-stop = The drill stops for { $hours } hours.
verdict-refer = Please see a doctor or physiotherapist before the next session.
verdict-restart = On again, gently, with the easier variant.
verdict-full_again = Back to the full drill, one level lower.
verdict-lock = The programme is locked.
verdict-screened_out = A doctor or physiotherapist first.
verdict-cleared = On again: a clinician agreed.
verdict-misread = Unlocked: I had misread you.
verdict-gap_set_less = Welcome back: one set less in the first session.
verdict-gap_level_back = Welcome back: one level lower, and a short first session.
verdict-gap_level_one = Welcome back: { $place } again from level 1.
verdict-gap_stage_back = Welcome back: we start gently with { $drill }, level { $level }.
verdict-weaker_side = The weaker side leads until both are even.
verdict-repeat_short = The same dose again.
verdict-level_up = The dose goes up to level { $level }: { $dose }.
verdict-repeat = The same dose for another week.
verdict-started = Your start: { $drill }, level { $level }.
verdict-offer = The next step is open, if you want it.
verdict-advance = On to { $place }.
verdict-declined = You stay in { $place } for now.
verdict-not_open = Not yet: the next step isn’t open.
verdict-advance_void = Back to { $place }: the pain was corrected upwards.
verdict-advance_doubted = A correction touched your last step forward.
verdict-long_easier = The easier variant for { $easier } days.
verdict-long_easier_over = Back to the full drill, from level { $level }.
verdict-reopened = { $drill } is open again.
verdict-carried = The programme was updated; you keep your place: { $place }, level { $level }.
verdict-chose_repeat = The same week once more, as you asked.
verdict-chose_back = One step back to { $drill }, as you asked.
verdict-chose_easier = The easier variant, as you asked.
verdict-chose_on = On as now, as you asked.
verdict-chose_stay = You stay in { $place }, as you asked.

place-stage = stage { $number }
place-maintenance = maintenance

### What the next stage asks for

criterion-met = ✓ { $text }
criterion-open = ○ { $text }
count-of = { $have } of { $need }
count-over = { $have } ({ $need } needed)
aim-stage_day = Days in this stage: { $count }
aim-gates = Sessions in a row with { $gate } (the gate): { $count }
aim-gates-plain = Sessions in a row that met the gate: { $count }
aim-form =
    { $met ->
        [yes] Form confirmed
       *[no] Form (I ask you when the gate is met)
    }
aim-sessions = Sessions in this stage: { $count }
aim-calm = Worst pain in the drill, last 7 days: { $have } (at most { $need })
aim-latest_morning =
    { $met ->
        [yes] The morning after the last gate session, told
       *[no] The morning after a gate session, not told yet
    }
aim-mornings = Mornings told, last 7 days: { $count }
aim-mornings_far = Mornings far above your usual, last 7 days: { $have } (none allowed)
aim-mornings_above = Mornings above your usual, last 7 days: { $have } (at most { $need })
aim-hang = A hang without pain
aim-full_drill =
    { $met ->
        [yes] The full drill, not a lighter form
       *[no] Back on the full drill
    }
aim-pains_told = Pain told, sessions of the last 7 days: { $have } of { $need }
aim-substitute_days = Days with the substitute: { $count }
