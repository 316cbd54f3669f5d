### A session that counts along. What stands in the one message, step by step.

live-set = <b>Set { $set } of { $sets }</b>
live-set-work = <b>Set { $set } of { $sets }</b> · { $side }
live-set-both = <b>Set { $set } of { $sets }</b> · { $amount } per side, { $side } first
live-set-done = Set { $set } of { $sets } is done.
live-position = Get into position, then tap Start set { $set }. The clock begins { $ready } s later.
live-reps = <b>{ $amount }</b>, then tap Next.
live-other-number = Fewer? Type the number instead.
live-ready = Get ready: <b>{ $left } s</b>
live-hold = Hold and breathe: <b>{ $left } s</b>
live-clip = Go with the clip: it counts both sides and says when to switch. Next ends a hold early.
live-switch = Switch sides: { $side } in <b>{ $left } s</b>
live-rest = Rest: <b>{ $left } s</b>. Then set { $next }, { $side } first.
live-cue = • { $cue }
live-paused = <b>Paused.</b>
live-paused-clock = <b>Paused</b> with <b>{ $left } s</b> to go.
live-paused-hold = <b>Paused.</b> This hold starts anew when you go on.
live-missed = <b>The clock stopped</b>, because I was away for a moment. Go on when you are ready.

live-over = Session over.
live-over-done = ✓ That was the last set.
live-over-stopped = Stopped here. Done: <b>{ $sets }</b>.
live-over-nothing = Session over. Nothing was done, so nothing is written down.
live-over-left =
    <b>Are you still there?</b> Nothing came for { $minutes } min, so the session is over.
    Done by then: <b>{ $sets }</b>. Shall I write that down?
live-over-alarm = Session stopped.
live-over-alarm-done = Session stopped. Written down: { $sets }.
live-moved-down = The session goes on below.

live-next = Next
live-begin = Start set { $set }
live-pause = Pause
live-goon = Go on
live-stop = Stop here
live-keep = Write it down
live-drop = Leave it

live-further = The session has moved on already.
live-is-over = That session is over.
live-is-running = It is running: see below.
live-pain = Pain <b>{ $value }</b>, noted.
live-pain-caution = Pain <b>{ $value }</b>, noted. Make the movement smaller, or stop here.
live-not-now = A session needs a drill that is open. Here is where you are:

### Typed in the middle of a session

typed-live-done = done|finished|next|done that|set done|this set done|done with this|side done|this side done|one side done|that side done|done this side|i did it|did it|did that|next one|next set|next side|switch|switched|done next
typed-live-pause = pause|wait|hold on|one moment|just a moment|moment|break|hang on|wait a moment|wait a second|wait a sec|one sec
typed-live-ready = go|go on|ready|start|ok|okay|yes|im ready|i am ready|lets go|let us go|begin|continue|resume|carry on|back|im back|i am back
typed-live-stop = stop|stop here|enough|thats it|that is it|im done for today|done for today|stop session|stop the session|end|end session|end the session|finish|quit|cancel|no more|thats enough|i stop|i cant go on
typed-live-back = undo|once more|go back|that was a mistake|by mistake|oops|not yet
