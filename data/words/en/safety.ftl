### Alarm signs. $stored is "no" for someone who has not agreed yet that anything is stored.

alarm-held =
    { $stored ->
        [no] The drills can wait.
       *[yes] The programme is locked and I won’t remind you.
    }

alarm-emergency =
    <b>Stop here. Call your local emergency number, or go to the nearest emergency department now.</b>

    You told me:
    { $signs }

    This can be an emergency, and I can’t judge it or monitor you. { alarm-held }
alarm-urgent =
    <b>Please see a doctor or call an urgent-care line today.</b>

    You told me:
    { $signs }

    { alarm-held } If it gets worse quickly, call your local emergency number.
alarm-clearance =
    <b>Please check with a doctor or physiotherapist before you go on.</b>

    You told me:
    { $signs }

    { $stored ->
        [no] The drills can wait until they agree.
       *[yes] Until they agree I prescribe nothing and send no reminders.
    }
button-clear = A clinician said I can go on
button-misread = You misread me

severity-ask = How bad was the fall or accident? Until I know, nothing is prescribed.
severity-serious = Hard fall, crash, or I’m hurt
severity-light = Light, I’m not hurt

clear-ask = Did a doctor or physiotherapist who knows about this say that you can go on with the drills?
clear-yes = Yes, they said I can go on
clear-no = Not yet
cleared = Noted: a clinician agreed that you go on. We start gently, with the easier variant.
misread-ask =
    I understood:
    { $signs }

    Is that wrong, and you have none of it?
misread-yes = Right, I have none of it
misread-no = I do have it
misread-corrected = Sorry, I misread you. That is noted as a correction, and the programme is open again.
accident-light = Good. Noted as light, and the programme is open again. If pain, numbness or weakness comes later, tell me and see a doctor.
still-held = All right. Nothing is prescribed until a clinician agrees. Tell me here when they do.
nothing-held = Nothing is locked. Type “next” to see where you are.
no-signs = Good. Two days off from the drill now, and I’ll ask how your back is. If one of these signs comes, tell me at once.
which-signs = Which one? Tap it, or tell me in your own words.

sign-unknown = something that can be serious
sign-bladder_bowel = a change in bladder or bowel control
sign-saddle_numbness = numbness between the legs or around the seat
sign-leg_weakness = a leg or foot that is weak or gives way
sign-both_legs = pain into both legs
sign-chest_pain = chest pain
sign-accident = a fall or accident
sign-serious_accident = a serious fall or accident
sign-cannot_walk = not being able to walk
sign-cannot_move_hip = not being able to move the hip
sign-hot_joint = a hot, swollen joint
sign-collapse = fainting, or nearly
sign-fever_back = fever together with back pain
sign-weight_loss = losing weight without trying
sign-night_pain = pain at night that doesn’t ease
sign-groin_lump = a lump in the groin
sign-cancer_history = a history of cancer
sign-steroid_history = long use of steroids
sign-pregnancy = pregnancy or a recent birth
sign-operation_fracture = a new operation or fracture
sign-osteoporosis = osteoporosis
sign-leg_numbness = tingling or numbness in a leg or foot
sign-hip_locks = a hip that locks
sign-gives_way = a hip or knee that gives way
sign-groin_weight_bearing = new groin pain when you stand on the leg
sign-cannot_bear_weight = a hip that can’t bear weight

sign-short-bladder_bowel = Bladder or bowel
sign-short-saddle_numbness = Numb between the legs
sign-short-leg_weakness = Weak leg or foot
sign-short-both_legs = Pain into both legs
sign-short-chest_pain = Chest pain
sign-short-accident = Fall or accident
sign-short-cannot_walk = Can’t walk
sign-short-cannot_move_hip = Can’t move the hip
sign-short-hot_joint = Hot, swollen joint
sign-short-collapse = Fainted
sign-short-fever_back = Fever
sign-short-weight_loss = Weight loss
sign-short-night_pain = Night pain
sign-short-groin_lump = Groin lump
sign-short-cancer_history = Cancer history
sign-short-steroid_history = Steroids for long
sign-short-pregnancy = Pregnancy or birth
sign-short-operation_fracture = Operation or fracture
sign-short-osteoporosis = Osteoporosis
sign-short-leg_numbness = Tingling, numb leg
sign-short-hip_locks = Hip locks
sign-short-gives_way = Gives way
sign-short-groin_weight_bearing = Groin pain standing
sign-short-cannot_bear_weight = Hip can’t bear weight
sign-cancer_steroids = a history of cancer or long use of steroids, with new pain
sign-short-cancer_steroids = Cancer or steroids
sign-short-serious_accident = Serious accident
