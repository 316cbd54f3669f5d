### The user's own data: what is stored, the export, the erasure

export-caption = Everything stored about you: <b>record.json</b> to take to another host of this coach, <b>log.csv</b> for a spreadsheet.
export-readme =
    Everything that hipcoach stored about you when you asked for it.

    log.csv      Your log as a table, a row a day. Opens in any spreadsheet.
    record.json  All of it, also what you took back, for programs and for another
                 host of hipcoach: whoever runs that one brings it in with
                 "hipcoach import" and this ZIP file.

    These files say how your back is. Keep them as you would a letter from a doctor.
csv-date = Date
csv-weekday = Weekday
csv-stage = Stage
csv-drill = Drill
csv-planned-sets = Planned sets
csv-planned-amount = Planned per side
csv-unit = Unit
csv-sets-done = Sets done
csv-left = Left in all
csv-right = Right in all
csv-sets = Sets
csv-pain = Worst pain 0–10
csv-where = Where
csv-morning = Back that morning 0–10
csv-lifted = Lifted the day before
csv-skipped = Skipped
csv-lifts = Worst back pain in lifts that week 0–10
csv-unit-reps = reps
csv-unit-seconds = seconds
csv-yes = yes
