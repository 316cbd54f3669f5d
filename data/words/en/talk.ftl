### Receipts

receipt = ✓ <b>{ $sets }</b> · { $drill } · { $day }
receipt-no-pain = No pain.
receipt-pain = Pain <b>{ $pain }</b>.
receipt-pain-where = Pain <b>{ $pain }</b>, { $where }.
where-low_back = low back
where-hip_front = front of the hip or groin
where-elsewhere = elsewhere
where-button-low_back = Low back
where-button-hip_front = Hip front, groin
where-button-elsewhere = Elsewhere
ask-pain = Worst pain during the drill, 0–10?
ask-where = Where was it?
ask-morning = And how was your back this morning, 0–10?
button-undo = Undo
button-fix = Fix
button-add-pain = Add pain
button-change-pain = Pain
button-other-day = I meant { $day }
second-ask =
    { $day } already has <b>{ $old }</b>.
    Add <b>{ $new }</b> to it, or is it instead?
button-add = Add
button-replace = Instead
fix-ask = Tell me how it was, for example “3x7”, “left 8 8 7 right 8 8 8” or “pain 2”.
undone = Taken back: { $what }.
undone-nothing = There is nothing to take back.
undone-log = { $sets }, { $day }
undone-pain = pain { $pain }, { $day }
undone-morning = the back on the morning of { $day }
undone-skip = the skip of { $day }
undone-pause = the pause
undone-choice = your choice
corrected = Corrected.
already-written = Already written.
morning-noted = Your back this morning: <b>{ $value }</b>. Noted.
pain-noted = Pain <b>{ $value }</b> { $day }, noted.

### Questions

ask-sets-reps = How many sets and reps? Tap, or type like “{ $example }” or “left 2x6 right 2x5”.
ask-sets-seconds = How many sets and seconds? Tap, or type like “{ $example }” or “left 2x15 right 2x12”.
sets-button = { $sets } × { $amount }
ask-side = And the other side?
side-same = Both the same
side-left = Only left
side-right = Only right
ask-when = When shall I remind you?
when-30 = In 30 min
when-60 = In 1 h
when-120 = In 2 h
when-240 = In 4 h
ask-time = At what time each day? Tap, or type like 6:45.
ask-zone = Which town are you in? Type its name, or share your location.
ask-date = Which day was it?
ask-until = Until which day? Type a date like “12 December”, or just “open”.
ask-intent = I didn’t get that. Tell me what you did (“3x8, pain 1”), or tap:
intent-done = Done as planned
intent-log = Log sets
intent-next = What’s next?
intent-progress = My progress
intent-how = Show the drill
intent-help = Help

### Small answers

hello = Hello{ $name }!
hello-name = { ", " }{ $name }
thanks = You’re welcome.
nod = 👍
misread-talk = Sorry. Tell me in other words. “undo” takes the last entry back.
feedback = I’m sorry. I can’t pass it on from here: please tell whoever runs this bot. If a log is wrong, “undo” or “actually it was 3x6” puts it right.
start-over = Your record stays as it is. “delete my data” erases all of it, and then /start begins anew.
help =
    <b>You can just write to me:</b>
    • “done”, “3x8 pain 1”, “left 8 8 7 right 8 8 8”
    • “let’s go”: I count the session along
    • “what’s next?”, “why?”, “how am I doing?”, “show me how”
    • “skip today”, “remind me at 6 pm”, “away till Monday”, “I’m back”
    • “remind me at 7 every day”, “I moved to Lisbon”, “quiet from 22 to 7”, /settings for the rest
    • “undo”, “actually it was 3x6”: or edit your message
    • “report for my physio”: one page to show
    • “send me my data”, “delete my data”, “stop”

    Numbness, weakness, trouble with bladder or bowel, or a fall: tell me at once.
    I’m an exercise tracker, not a clinician.
skipped = { $day } is skipped. It costs nothing.
skipped-pain = Wise. { $day } is skipped, and it costs nothing.
skip-logged = { $day } already has a session, so there is nothing to skip.
snoozed = I’ll remind you { $day } at <b>{ $time }</b>.
snooze-enough = That was the second time today. Skip today without a bad conscience, or do one set: it counts for the week.
button-skip = Skip today
button-one-set = I’ll do one set
one-set-fine = One set it is. Tell me when it’s done.
paused-until = Paused. Your first day back is <b>{ $day }</b>. Nothing is lost meanwhile.
paused-open = Paused until you write “I’m back”. Nothing is lost meanwhile.
paused-past = { $day } is not ahead of us. Until which day are you away?
resumed = Welcome back.
resume-nothing = You were not on a pause.
time-set = From now on I remind you at <b>{ $time }</b>. Next: { $when }.
zone-set = Your time zone is <b>{ $zone }</b> now, it is { $time } there. Next reminder: { $when }.
zone-far-none = I don’t know that place. Try the nearest larger town, or share your location.
nudge-off = No evening nudges any more. “Evening nudge on” brings them back.
nudge-on = I’ll nudge you in the evening again, once, where nothing was logged.
stopped = Stopped. I won’t write again until you send /start. Your record stays; “delete my data” erases it.
started-again = Welcome back. I’ll remind you again.
settings =
    <b>Your settings</b>
    Reminder: <b>{ $days }</b> at <b>{ $time }</b>, { $zone }
settings-next = Next reminder: { $when }
settings-kit-all = Kit: all there
settings-kit-missing = Missing kit: { $kit }
settings-no-plan = No if-then plan
settings-no-quiet = No quiet hours
settings-quiet-hours = Quiet hours: { $from } to { $until }
settings-language = Language: { language-name }
settings-language-only = Language: { language-name }, the only one I have words in
settings-on = on
settings-off = off
settings-dark = dark
settings-light = light
settings-time = Time
settings-days = Days
settings-zone = Time zone
settings-quiet = Quiet hours
settings-kit = Kit
settings-plan = If-then plan
settings-nudge = Evening nudge: { $state }
settings-review = Weekly review: { $state }
settings-pictures = Pictures: { $state }
settings-tongue = Language
language-name = English
language-only = I only have English words so far. As soon as there are words in your Telegram’s language, I’ll use them by myself.
language-set = I speak { language-name } with you from now on.
ask-language = Which language? I began with the one of your Telegram.
ask-quiet = In which hours shall I say nothing of my own accord? Tap, or type like “22 to 7”.
quiet-none = No quiet hours
quiet-set = Quiet from <b>{ $from }</b> to <b>{ $until }</b>: no nudge then; a review or a question waits for the end.
quiet-off = No quiet hours any more.
quiet-reminder = Your reminder at <b>{ $time }</b> lies inside. It comes all the same, because you chose that time.
time-is-quiet = That lies in your quiet hours. I remind you all the same, because you chose it.
ask-plan =
    After what will you do your drill? Naming the moment helps to keep to it.
    Tap, or type like “after lunch”.
plan-none = No plan
plan-set = Your plan: after <b>{ $plan }</b> I do my drill.
plan-dropped = No if-then plan any more.
pictures-dark = Pictures come dark from now on.
pictures-light = Pictures come light from now on.
days-set = Your days: <b>{ $days }</b>. Next reminder: { $when }.
kit-set = Noted. { $kit }.
when-none = none for now (“next” says why)
group = I coach in private chats only, so that your health stays yours. Write to me there.
other = I can read text, buttons and a shared location. Tell me in words, for example “3x8, pain 1”.
old-button = That button is no longer in use. Type “next” to see where you are.
unknown-command = I don’t know that command. /help shows what I understand.
slow-down =
    <b>That was more at once than I can follow.</b> I did not read your last messages.
    Wait a minute, then send again what matters. If it is an emergency, call your local emergency number.
failed = Something went wrong on my side and I could not work on your last message. Please send it again; nothing else is lost.
choice-repeat = We repeat this week. Nothing is lost.
choice-easier = The easier variant from now on. Calm sessions bring the full drill back.
choice-back = One stage back, at its lightest dose. You know the way.
choice-on = On as now.
offer-accepted = On to the next stage.
offer-declined = We stay here for now. The offer stands, I’ll mention it again in a week.
form-noted = Thank you, noted.
fewer-kept = We keep your days.
doubt-stay = We stay in this stage.
doubt-back = One stage back, then.
baseline-noted = Your usual back pain: <b>{ $value }</b>, noted.
what-lifted = Noted that you lifted the day before. The dose still holds today.
command-start = Begin, or come back
command-go = Start today’s drill: I count along
command-next = What to do next
command-progress = How you are doing
command-review = Your week in review
command-why = Why the coach decided so
command-stage = The map of the four stages
command-how = See how the drill is done
command-report = One page for your physio
command-undo = Take the last entry back
command-settings = Time, days, quiet hours and more
command-pause = Be away for a while
command-privacy = What is stored
command-help = What you can write
bot-description =
    I’m hipcoach. One short hip drill each morning, for people whose lower back complains in squats and deadlifts.
    Tell me in your own words what you did and how it felt. I decide the next step by rules you can read.
    An exercise tracker, not a clinician.
bot-short-description = One hip drill a day, for a lower back that complains in squats and deadlifts.

typed-agree = i agree|agree|agreed|yes|yes i agree|i am 18 or over and agree|ok|okay|y
typed-none = none|none of these|none of them|no|nope|nothing|n
typed-back = back|go back|one step back|one stage back|one back
typed-skip = skip|no|none|later|no plan|nothing
typed-every-day = every day|everyday|daily|all|all days|each day|all week|7 days|every single day
typed-workdays = weekdays|workdays|monday to friday|mon to fri|mon-fri|every weekday
typed-have-all = all|all of it|everything|i have it all|have it all|have all|yes|i have everything|nothing missing|none missing
typed-have-nothing = nothing|nothing at all|none|no kit|no equipment|none of it|i have none|i have nothing|no
typed-missing-words = no|not|without|missing|dont|lack|except|but
typed-after = after|right after|when i have finished|once i finish
button-lifted = I lifted yesterday
morning-above = That is above your usual. Did you squat or deadlift heavily yesterday?
button-resume = I’m back
ask-back = How is your back, 0–10?
side-pair = Left { $left }, right { $right }
is-stopped = You asked me to stop, so I stay silent. /start brings me back; “send me my data” and “delete my data” work as well.
typed-open = open|openly|no end|dont know|i dont know|not sure|until i write|until further notice
typed-add = add|add it|add them|both|plus|on top|as well|too|also
typed-replace = instead|replace|replace it|correct it|its instead|the new one|only the new one|overwrite
typed-easier = easier|easier variant|the easier variant|the easier one
typed-on = on|on as now|go on|as now|same|keep going|carry on
typed-stay = stay|i stay|stay here|keep it
typed-not-quite = not quite|almost|nearly|mostly
typed-no-lifts = none|no|nothing|i didnt lift|didnt lift|no lifting|i didnt|not lifted|no squats
typed-where-low_back = back|low back|lower back|lumbar|spine
typed-where-hip_front = hip front|front of the hip|groin|hip|hips|front hip
typed-where-elsewhere = elsewhere|somewhere else|knee|knees|shoulder|shoulders|neck|leg|thigh|foot|ankle|wrist|elbow|arm|glute|buttock|side|other
typed-on-again = on|again
typed-off = off|no|stop|not|without|fewer|less|dont|never
typed-quiet-off = off|no|none|stop|remove|cancel|without|delete|clear
typed-dark = dark|night|black
typed-bright = light|bright|day|white
typed-days-only = only|just|every|each|train|training|remind|always
typed-days-filler = and|on|please|i|want|to|my|days|day|me|drill|do|the|week|or|will|would|like|can|from|now|reminders|reminder
typed-plan-before = plan is|plan to|plan will be
typed-light = light|it was light|not hurt|im not hurt|i am not hurt|not bad|minor|harmless|nothing serious|light im not hurt
typed-serious = serious|hard|bad|im hurt|i am hurt|hard fall|crash|it was serious|it was bad|badly
