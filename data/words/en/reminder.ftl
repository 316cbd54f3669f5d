### The morning reminder, the nudge and the questions that come by themselves

reminder-title = Hi { $name }, today: { $drill }
reminder-title-nameless = Today: { $drill }
reminder-late = This comes later than planned; any time today is fine.
reminder-cue = • { $cue }
reminder-plan = Your plan: after { $plan }.
reminder-morning-known = Your back this morning: { $value }.
reminder-snoozed-out = That was the last snooze. If today doesn’t fit, skip it: that costs nothing.

note-set_less = Back after a few days: one set less today, then as before.
note-level_back = Back after more than a week: a short first session today.
note-level_one = Back after a longer break: a light start.
note-stage_back = Back after a long break: a gentle start.
note-third = A third less for now. { $sessions } calm sessions (pain 0–{ $calm }) bring the full dose back.
note-easier = { $sessions } calm sessions (pain 0–{ $calm }) bring the full drill back.
note-chosen = Easier, as you asked. { $sessions } calm sessions (pain 0–{ $calm }) bring the full drill back.
note-long = Easier for { $easier } days, then the full drill is back.
note-less-range = Only as far as it stays comfortable.
note-weaker-first = Start with the { $side } side. Both sides get the same.
note-hang = Easier until you can hang { $seconds } s without pain.

do-go = Start: I count along
do-done = Done as planned
do-log = Log sets
do-how = Show me
do-snooze = In 1 h
do-skip = Skip today
do-no-nudges = No evening nudges

morning-ask = How is your back this morning? 0 is no pain, 10 the worst.
morning-ask-alone = <b>How is your back this morning?</b> 0 is no pain, 10 the worst you can imagine.
off-ask =
    <b>{ $hours } hours are over. How is your back now?</b>
    At { $most } or less we go on with the easier variant; above that it gets another day.

nudge = <b>Still open today:</b> { $drill }, { $dose }.
nudge-week = One set is enough to count for your week ({ $done } of { $required } so far).
nudge-safe = Your week is safe already ({ $done } of { $required }), so a rest is fine too.

better-ask = <b>A few days went by without a word, and that’s fine.</b> Would another time of day suit you better?
better-time = Another time
better-keep = It’s fine as it is
better-stop = Stop reminders
better-kept = Good, I keep to it.
last-for-now = I’ll be quiet from here on. Write whenever you like, and we go on gently.
back-again = Good to hear from you. Nothing is lost: we go on from here, gently.

morning-line-0 = Slow and steady counts for more here than fast and many.
morning-line-1 = The spine stays quiet; the hip does the travelling.
morning-line-2 = Keep the breath going, from the first second to the last.
morning-line-3 = Under ten minutes, and the day’s work for your hips is done.
morning-line-4 = Stop each set while it still looks good.
morning-line-5 = A missed day costs nothing. The next one counts as it is.
morning-line-6 = Stiff in the first minutes of the day? Walk around a little first.
morning-line-7 = Good form at a lower number beats a higher number.
morning-line-8 = Before you start, find the position in which your back feels neutral.
morning-line-9 = If one side feels harder, that’s useful to know: log both.
morning-line-10 = Also good right before squats or deadlifts, as a warm-up.
morning-line-11 = Pain is information. Tell me the number, whatever it is.
morning-line-12 = A still back first, range second.
morning-line-13 = If you hold your breath, make the set shorter.
morning-line-14 = Start with the side that feels harder, while you are fresh.
morning-line-15 = Rest fully between sets; here the rest is part of the drill.
