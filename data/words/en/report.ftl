### The page for a physiotherapist: about the user, short, without markup.

report-title = Hip-flexion programme: a report for the physiotherapist
report-day = { $number } { $month } { $year }
report-as-of = Data as of { $day }, { $time } ({ $zone })
report-nothing = –

report-name = First name
report-no-name = not given
report-programme = Programme
report-programme-is = { $stages } hip-flexion drills with a neutral spine, from the floor to hanging; since { $since }
report-days = Planned days
report-kit = Kit
report-kit-all = all there
report-kit-missing = missing: { $kit }
report-usual = Usual back pain
report-usual-is =
    { $same ->
        [yes] { $last } (0–10)
       *[no] { $last } now, { $first } at the start (0–10)
    }

report-total = In all
report-total-is =
    { $sessions ->
        [one] 1 session
       *[other] { $sessions } sessions
    }, { $weeks ->
        [one] 1 full week
       *[other] { $weeks } full weeks
    }
report-kept = { $done } of { $asked } ({ $share } %)
report-kept-all = Planned days kept
report-kept-lately = … in the last 4 weeks
report-rest-paused = Pauses
report-rest-held = On hold (pain, alarm)
report-rest =
    { $times ->
        [one] 1
       *[other] { $times }
    }, { $days ->
        [one] 1 day
       *[other] { $days } days in all
    }
report-mornings = Morning after told
report-mornings-known = { $known } of { $sessions }

report-stages = Stages
report-head-stage = Stage
report-head-when = From – to
report-head-sessions = Sessions
report-head-dose = Best dose, per side
report-head-drill = Worst in drill
report-head-morning = Worst morning
report-head-lifts = Squats, deadlifts
report-span = { $first } – { $last }
report-stage =
    { $number } { $name }{ $substitute ->
        [yes] {" "}(without the kit)
       *[no] {""}
    }
report-sessions =
    { $easier ->
        [0] { $all }
       *[other] { $all } ({ $easier } easier)
    }
report-dose-reps = { $sets } × { $amount }
report-dose-seconds = { $sets } × { $amount } s
report-from-to = { $first } → { $last }

report-events = Alarms, pain that changed the plan, and what followed
report-no-events = Nothing of the kind was told.
report-left-out = Not all of them fit here; the user’s data export has every one.
report-lock = Alarm signs told: { $because }. Programme locked, sent to a clinician.
report-misread = The user said that the alarm was misread; lock lifted.
report-cleared = The user said that a clinician agreed to go on: easier variant, lowest dose.
report-screened_out = Held before training until a clinician agrees: { $because }.
report-refer = Paused and referred to a clinician: { $because }.
report-stop = Stopped for { $hours } hours: { $because }.
report-restart = Restarted with the easier variant: { $because }.
report-pain_stage_back = Moved back to stage { $stage }: { $because }.
report-easier = Easier variant: { $because }.
report-reduce = Fewer sets, less range, easier variant: { $because }.
report-full_again = Full drill again, one dose level lower: { $because }.

report-why-sign = { $sign }
report-why-peak =
    pain { $have } in the drill{ $where ->
        [low_back] {" "}(low back)
        [hip_front] {" "}(front of the hip)
        [elsewhere] {" "}(elsewhere)
       *[none] {""}
    }
report-why-morning = morning after { $have } (usual { $need })
report-why-lifted = had lifted heavy the day before
report-why-twice_running = { $have } times running with a worse morning
report-why-stops_in_window = { $have } stops within { $days } days
report-why-mean_up = weekly mean in the drill up from { $need } to { $have } in { $days } weeks
report-why-caution_long = more than safe for { $have } days
report-why-still_sore = back still { $have }, { $days } days after the stop
report-why-back_calm = back at { $have } that morning
report-why-clean_sessions = { $have } calm sessions
report-why-screening_yes = { $item }
report-why-baseline_high = usual back pain { $have }

report-rules = The rules in short
report-rule-pain = Pain in the drill: 0–{ $safe } go on; { $caution_from }–{ $caution } fewer sets and the easier variant; { $stop } and more stops for { $hours } hours; { $refer } and more refers. A morning above usual holds or reduces.
report-rule-refer = Also referred: { $times } stops within { $days } days, weekly means rising { $weeks } weeks running, or more than safe pain for { $caution_days } days. Alarm signs lock the programme until a clinician agrees.
report-rule-stage = Next stage: never before stage day { $day }; the gate dose { $gates } times running with form confirmed, { $sessions } sessions, pain at most { $safe } and calm mornings in the last { $window } days, and the user’s consent.
report-rule-dose = Dose: one level up at the end of a stage week with { $required } sessions and the last one near its dose; uneven sides start with the weaker one.
report-rule-convention = Doses are conventions on the careful side; no study has dosed exactly these drills.
report-foot = Everything here was told by the user in a chat; nothing was measured. hipcoach is an exercise tracker, not a clinician, and this is no diagnosis.

report-caption = Your report, one page. Only you have it; show it to whom you like.
report-file = hipcoach-report-{ $day }.pdf
report-failed = The page couldn’t be made just now. Please ask again in a while.
