### Offers and questions that the user answers with a tap

offer =
    <b>{ $place } is open for you.</b>
    { $drill }, starting with { $dose }.

    Days, sessions, gate and pain all say yes. Want to go on? You can also stay a while; nothing is lost.
offer-maintenance =
    <b>That was the last stage.</b>
    From here { $sessions } sessions a week keep what you built: one of { $drill }, one of the earlier drills in turn.

    Go over to maintenance?
offer-without-hanging =
    <b>You have done { $drill } for { $days } stage days without the bar.</b>
    Without hanging I can’t open its gate, but I can offer maintenance: { $sessions } sessions a week. A bar opens the stage again at any time.

    Go over to maintenance?
offer-yes = Yes, go on
offer-no = Stay a while

form-ask = <b>One question about form.</b> { $question }
form-yes = Yes
form-not_quite = Not quite
form-not_sure = Not sure

hang-ask =
    <b>Can you hang from the bar for { $seconds } seconds without pain?</b>
    Try it once, with active shoulders, and step down. Until it’s a yes you do the easier variant.
hang-yes = Yes
hang-no = Not yet

choose =
    <b>{ $days } days in stage { $stage }, and the next one isn’t open yet.</b> That happens; people differ.
    What would you like?

    • <b>Easier variant</b> for { $easier } days (my choice if I hear nothing)
    • <b>One step back</b>
    • <b>On as now</b>

    It also helps to have someone look at your form in person.
choose-button-easier = Easier variant
choose-button-back = One step back
choose-button-on = On as now

fewer-days =
    <b>The last weeks came out shorter than planned.</b>
    Shall we plan { $n } days a week instead? What you do keeps counting.
fewer-yes = Yes, { $n } days
fewer-no = Keep my days

doubt =
    <b>A correction touched your step to { $place }</b> ({ $day }): with it, the step would not have been open.
    Pain didn’t go up, so it’s your call.
doubt-button-stay = Stay in { $place }
doubt-button-back = Go back one

not-open =
    <b>Not yet.</b> Days, sessions, gate and pain all have to say yes first; that’s the same for everyone.
    Still open for { $place }:
    { $criteria }
not-open-locked = <b>Not now.</b> First things first:
not-open-offered = It’s open already. Tap below to go on.
not-open-maintenance = You are through all { $total } stages; there’s nothing harder in this programme.

lifts-ask = <b>Worst back pain in squats or deadlifts this week?</b> 0 is no pain, 10 the worst you can imagine.
lifts-none = I didn’t lift
lifts-noted =
    { $trend ->
        [less] Squats or deadlifts: worst back pain <b>{ $value }</b>, down from { $before }.
        [more] Squats or deadlifts: worst back pain <b>{ $value }</b>, up from { $before }.
        [same] Squats or deadlifts: worst back pain <b>{ $value }</b>, the same as last time.
       *[none] Squats or deadlifts: worst back pain <b>{ $value }</b>, noted.
    }
lifts-noted-none = No squats or deadlifts this week, noted.

signs-ask =
    <b>Stop for today.</b> Before anything else: do you have any of these?

    • numbness between the legs or in a leg
    • trouble with bladder or bowel
    • weakness in a leg, or pain into both legs
    • fever, chest pain, or a serious fall or accident
    • a hip or leg that won’t move or carry you
signs-none = None of these
signs-some = Yes, something of this

### Where nothing is prescribed

locked-emergency = <b>Call your local emergency number or go to the nearest emergency department now.</b> I can’t monitor you.
locked-urgent = <b>Please see a doctor or call an urgent-care line today.</b>
locked-clearance = <b>Please check with a doctor or physiotherapist before you go on.</b>
locked =
    No drill: the programme is locked since { $day }. You told me: { $signs }.
    It opens only when you tell me that a clinician said you can go on.
referred =
    <b>No drill for now: a doctor or physiotherapist should look first.</b>
    { $reasons }

    Tell me when they agree, and we go on gently.

screening-due =
    <b>A few health questions first.</b>
    They take a minute; then comes your drill. I ask after a long break and once a year.
screening-start = Start the questions
baseline-due =
    <b>How is your usual back pain these days?</b>
    0 is no pain, 10 the worst you can imagine. I compare your mornings with this number.
check-due =
    <b>Monthly check: how is your usual back pain these days?</b>
    0 is no pain, 10 the worst you can imagine.

paused =
    { $until ->
        [open] <b>You are on a pause.</b> It costs nothing: your place is kept.
       *[set] <b>You are on a pause until { $until }.</b> It costs nothing: your place is kept.
    }
resume-button = I’m back

off-days =
    <b>No drill before { $day }.</b> The pain { $since } was a stop sign: { $hours } hours off.
    Then I ask how your back is, and at { $calm } or less we go on gently.
off-still =
    <b>Not today:</b> your back was above { $calm } this morning, so it gets another day.
    Tomorrow I ask again.
