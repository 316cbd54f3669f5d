# Every sentence the coach says, in English. Fluent syntax; Telegram's HTML (<b>, <i>) is allowed.
# What is filled in ({ $drill }) is escaped by the program.

### Days, lists, amounts

weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
weekday-short-0 = Mon
weekday-short-1 = Tue
weekday-short-2 = Wed
weekday-short-3 = Thu
weekday-short-4 = Fri
weekday-short-5 = Sat
weekday-short-6 = Sun
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
day-date = { $weekday } { $number } { $month }
days-every = every day
list-last = { $first } and { $last }

### Getting to know the user

welcome =
    <b>Hi{ $name }, I’m hipcoach.</b>
    One short drill each morning, so that your hips do the work in squats and deadlifts and your lower back doesn’t have to.

    You tell me in your own words what you did and how it felt. I decide the next step by rules you can read, and always say why.

    I’m an exercise-tracking bot, not a clinician: I can’t diagnose, and this is not medical advice. Stop if something feels wrong and ask a doctor or physiotherapist.
name-greeting = { " " }{ $name }
agree = I am 18 or over and agree to my health answers being stored
agree-what = What is stored?
agree-details =
    <b>Stored:</b> your answers to the health questions, the drills you log, pain numbers, your time zone and times, and your first name as Telegram gives it.
    <b>Where:</b> only in the database of whoever runs this bot. No ads, nothing is passed on.
    <b>See or erase it:</b> send “export” or “delete my data” at any time.
agree-first = First I need your agreement: tap the button above, or type “I agree”.
not-agreed = That’s fine. Nothing is stored beyond this chat. Send /start if you change your mind.

step-back = ‹ Back
step-done = Done
step-none = None of these

screening-ask =
    <b>Before the first drill.</b> Does any of this apply to you?

    { $items }

    Tap what applies, then Done.
screening-item = { $number }. { $text }
screening-again = Tap the numbers that apply, or “None of these”. You can also type “none” or the numbers.
screening-clinician =
    Thank you for telling me. Please check with a doctor or physiotherapist first; I’ll prescribe nothing until you tell me that they agree.
    Let’s set up the rest meanwhile.

flags-ask =
    <b>One more, on its own.</b> Do you have any of these now?

    { $items }
flags-yes = Yes, something of this
flags-which = Which of them? Tap all that apply, then Done.

baseline-ask =
    <b>How is your back on a usual day lately?</b>
    0 is no pain, 10 the worst you can imagine.
baseline-again = A number from 0 to 10, please.
baseline-clinician = { $value } on a usual day is a reason to check with a doctor or physiotherapist before we start. I’ll prescribe nothing until you tell me that they agree.

zone-ask =
    <b>Where are you?</b>
    Tap the place that shows your time, or type your town.
zone-option = { $time } · { $place }
zone-share = 📍 Share my location
zone-share-ask = Tap the button below and Telegram will ask you. I keep the time zone, not the place.
zone-unknown = I don’t know a place called “{ $text }”. Try the nearest larger town, or a zone like Europe/Lisbon.
zone-which = Which one do you mean?
zone-noted = Your time zone is <b>{ $zone }</b>.
zone-place = { $name }, { $country } · { $zone }

time-ask =
    <b>When should I remind you?</b>
    Right after something you do anyway works best. Tap, or type a time like 6:45.
time-again = I need a time of day, like 7:00 or “half past six”.

days-ask =
    <b>On which days?</b>
    Every day is the easiest habit, and a missed day costs nothing.
days-option-every = Every day
days-option-three = Mon · Wed · Fri
days-option-choose = Choose days
days-choose = Tap your days, at least { $fewest }, then Done.
days-again = At least { $fewest } days a week, please. You can tap them or type “mon wed fri”.

kit-ask =
    <b>What do you have?</b>

    { $items }

    For anything missing I have a substitute.
kit-item = • { $name }
kit-all = I have it all
kit-choose = Something is missing
kit-missing-ask = Tap what you do <b>not</b> have, then Done.
kit-again = Tap “I have it all”, or type what you don’t have, for example “no bar”.

plan-ask =
    <b>Last one: when exactly?</b>
    People who name the moment, like “after my morning coffee”, train more often. After what will you do your drill?
plan-option-coffee = my morning coffee
plan-option-teeth = brushing my teeth
plan-option-dressed = getting dressed
plan-option-gym = my warm-up at the gym
plan-skip = Skip
plan-again = A few words are enough, like “my morning coffee”. Or tap Skip.

finish =
    <b>All set.</b>
    Reminder: <b>{ $days }</b> at <b>{ $time }</b> ({ $zone })
    { $plan }First reminder: <b>{ $when }</b>.
finish-plan = Your plan: after { $plan } I do my drill.
onboarding-resume = Welcome back. Let’s go on where we stopped.
rescreen-intro = You were away for a while, so a few questions first. They take a minute.
rescreen-done = Thank you, noted.
