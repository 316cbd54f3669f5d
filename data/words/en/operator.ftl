### For whoever runs the bot: /admin and /broadcast

admin =
    <b>{ $active }</b> active{ $stages } · { $onboarding } at the questions · { $stopped } stopped · { $gone } gone

    Unasked messages today (UTC): <b>{ $sent }</b> sent, { $late } late, { $missed } missed, { $failed } failed; { $hand } in hand
    Answers waiting: <b>{ $waiting }</b>{ $oldest }
    Last tick { $tick } s ago · running since { $since } · version { $version }
admin-stages = { " " }({ $list })
admin-stage = stage { $stage }: { $count }
admin-stage-none = before the first drill: { $count }
admin-oldest = , the oldest overdue for { $minutes } min
admin-faults = Set aside in the last 7 days:
admin-no-faults = Nothing was set aside in the last 7 days.
admin-fault = { $count } × <code>{ $error }</code>, last { $when }
admin-help = /broadcast and a text writes to everybody.
faults-told = Could not be worked on, and was set aside:
broadcast-how = Write the text behind it: /broadcast The coach is away on Sunday from 2 to 3 for an update.
broadcast-long = That is { $length } characters; { $most } fit into one message.
broadcast-ask =
    That is how it will look. Send it to <b>{ $total }</b> { $total ->
        [one] person
       *[other] people
    }? It comes without a sound and takes about { $minutes } min.
broadcast-busy = Another broadcast is still on its way. Stop it first, or wait.
broadcast-under-way = On its way: <b>{ $sent }</b> of { $total } sent, { $failed } could not be reached.
broadcast-done = Done: <b>{ $sent }</b> of { $total } sent, { $failed } could not be reached.
broadcast-stopped = Stopped: <b>{ $sent }</b> of { $total } sent, { $failed } could not be reached.
broadcast-dropped = Not sent.
button-send-all = Send to { $total }
button-drop = Don’t send
button-stop-broadcast = Stop
