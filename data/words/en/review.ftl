### The week in review

review-title = <b>Your week in review</b> · stage { $stage }, week { $week }
review-title-maintenance = <b>Your week in review</b> · maintenance
review-sessions =
    { $kind ->
        [full] Sessions: <b>{ $count }</b> ✓
        [spare] Sessions: <b>{ $count }</b>, and the spare day covers the rest ✓
        [none] Sessions: <b>{ $count }</b>. Nothing resets; the next one counts as it is.
       *[short] Sessions: <b>{ $count }</b>. They count as they are; nothing resets.
    }
review-best = Best set: <b>left { $left }, right { $right }</b>.
review-even = Both sides count as even.
review-pain = Worst pain in the drill: <b>{ $value }</b>{ $before }.
review-pain-before = {" "}(the week before: { $value })
review-pain-unknown = Pain in the drill: not told.
review-morning = Worst morning: <b>{ $value }</b>.
review-decided = <b>{ $when }</b> { $headline }
review-next = Next week:
review-next-if = Next week, if tomorrow morning is calm:
review-watch = <b>To watch:</b> { $text }
review-watch-open =
    { $more ->
        [one] Today is still open, and one more session makes the week full. One set is enough.
       *[other] Today is still open, and one set is enough to count for the week.
    }
review-watch-back = How your back is in the mornings. Tell me the number, also when it is 0.
review-watch-pain = The pain number after each session. Without it I can’t count a session as calm.
review-watch-side = The { $side } side. Start with it while you are fresh.
review-watch-offer = The next step is open and waits for your answer. “What’s next?” shows it.
review-watch-cue = { $cue }
review-no-more = No weekly review
review-off = No weekly reviews any more. “Weekly review on” brings them back; “weekly review” shows one whenever you like.
review-on = On the last evening of each of your weeks I’ll look back on it with you.
