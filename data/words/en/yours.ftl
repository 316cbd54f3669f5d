### The user's own data: what is stored, the export, the erasure

privacy =
    <b>Stored:</b> your answers to the health questions, every session, pain number, pause and alarm sign, what I decided and why, and when I wrote to you.
    <b>Also:</b> your Telegram number, first name and language, your zone, times, days and kit, and the moment your drill is tied to.
    <b>Not stored:</b> what you write. I note what it says and drop the words; only where I ask back do I keep them until you answer. Of a place you share I keep the time zone.
    <b>Taken back:</b> what you undo or correct stays, marked so, until you erase it.
    <b>Where:</b> in the database of whoever runs this bot{ $contact }, nowhere else. Our chat itself lies at Telegram.
    <b>How long:</b> until you erase it. After { $months } months without a word from you I ask whether to keep it; after { $erased } it is erased. If you stopped or blocked me, or never finished the first questions, I can’t ask, and it is erased all the same.
    <b>Copies:</b> { $copies }
    <b>Who sees it:</b> you. Whoever runs the bot can open its database, as with any service; what I show them are counts and faults, never what you told me.
    <b>Server logs:</b> chat numbers and times, never words or names.
    <b>Yours:</b> /export sends you all of it, /delete erases all of it at once, /stop silences me.
privacy-contact = { " " }({ $contact })
privacy-copies = a copy of the database is made each night and goes after { $days } days, and what you erased with it.
privacy-copies-unknown = whoever runs the bot may copy the database for safety; ask them when the copies go.
delete-ask = This erases everything: your answers, every log, every setting. It can’t be brought back.
delete-yes = Erase everything
delete-no = Keep it
deleted = Erased: { $rows } rows. Nothing about you is left here. /start begins anew.
delete-kept = Nothing was erased.
export-caption = Everything stored about you: <b>record.json</b> to take to another host of this coach, <b>log.csv</b> for a spreadsheet.
export-readme =
    Everything that hipcoach stored about you when you asked for it.

    log.csv      Your log as a table, a row a day. Opens in any spreadsheet.
    record.json  All of it, also what you took back, for programs and for another
                 host of hipcoach: whoever runs that one brings it in with
                 "hipcoach import" and this ZIP file.

    These files say how your back is. Keep them as you would a letter from a doctor.
still-wanted =
    <b>It has been { $months } months.</b> Shall I keep your record?
    Any word keeps it. Without one I erase it in { $days } days.
still-keep = Keep it
still-kept = Kept. Whenever you want to go on, just write.
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
